//! What was stored by the program itself and damaged since: a ledger, a folder of tables, a batch of a cluster.
//!
//! Bytes are not the file but what happened to it, so that nearly all of it is still whole.

use std::io::Cursor;
use std::path::Path;
use std::sync::{Arc, LazyLock};
use std::{env, fs, process};

use arrow_array::RecordBatch;
use arrow_ipc::reader::StreamReader;
use arrow_ipc::root_as_message;
use arrow_ipc::writer::StreamWriter;
use arrow_schema::Schema;
use bytes::Bytes;
use plenipo_language::Analyzer;
use plenipo_ledger::{Filter, Ledger, NamedReading, Origin};
use plenipo_lexicon::Lexicon;
use plenipo_reading::Reader;
use plenipo_record::Reading;
use plenipo_tables::{OF_ARTICLES, OF_READINGS, ParquetWriter, Tables, from_nested, nested, read_parquet};

const TEXT: &str = "Estonia and Norway sign ferry accord\n\nTALLINN, March 6, 2026 (BNS) - Estonian Foreign Minister \
    Mira Talvik met her Norwegian counterpart Osman Reyl on Friday. \"The door is open,\" Talvik said. She will visit \
    Oslo on March 12 and denied that the talks had been called off.";

static WHOLE_LEDGER: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let path = env::temp_dir().join(format!("plenipo-whole-{}.db", process::id()));
    forget(&path);
    let mut ledger = Ledger::open(&path).expect("a folder for temporary files");
    add(&mut ledger, &reading()).expect("a sound reading");
    drop(ledger);
    let whole = fs::read(&path).expect("the ledger");
    forget(&path);
    whole
});

static WHOLE_TABLES: LazyLock<Vec<(&str, Vec<u8>)>> = LazyLock::new(|| {
    let tables = Tables::of_readings([NamedReading::alone(reading(), Origin::default())]);
    let of_readings = tables.batches().into_iter().filter(|(name, _)| OF_READINGS.contains(name));
    let file = |(name, batch): (&'static str, RecordBatch)| {
        let mut writer = ParquetWriter::new(name, Vec::new()).expect("a table of ours");
        writer.write(&batch).expect("memory");
        (name, writer.finish().expect("memory"))
    };
    of_readings.map(file).collect()
});

/// A stream of Arrow, and where its values begin: where each lies stands before them and stays whole, since the library
/// takes that as it is.
static WHOLE_BATCH: LazyLock<(Vec<u8>, usize)> = LazyLock::new(|| {
    let tables = Tables::of_readings([NamedReading::alone(reading(), Origin::default())]);
    let (fields, columns): (Vec<_>, Vec<_>) = nested(vec![tables], &OF_ARTICLES).expect("tables").into_iter().unzip();
    let batch = RecordBatch::try_new(Arc::new(Schema::new(fields)), columns).expect("columns of one row");
    let mut writer = StreamWriter::try_new(Vec::new(), &batch.schema()).expect("memory");
    writer.write(&batch).and_then(|()| writer.finish()).expect("memory");
    let stream = writer.into_inner().expect("memory");
    let values = start_of_values(&stream);
    (stream, values)
});

fn start_of_values(stream: &[u8]) -> usize {
    let mut at = 0;
    loop {
        let length = i32::from_le_bytes([stream[at + 4], stream[at + 5], stream[at + 6], stream[at + 7]]);
        let behind = at + 8 + usize::try_from(length).expect("a length");
        let message = root_as_message(&stream[at + 8..behind]).expect("a message");
        if message.bodyLength() > 0 {
            return behind;
        }
        at = behind;
    }
}

/// A ledger: refused, or it answers with rows or an error.
pub fn ledger(bytes: &[u8]) {
    let path = env::temp_dir().join(format!("plenipo-damaged-{}.db", process::id()));
    forget(&path);
    fs::write(&path, damaged(&WHOLE_LEDGER, bytes)).expect("a folder for temporary files");
    match Ledger::open(&path) {
        Ok(mut ledger) => {
            let (all, talks) = (Filter::default(), Filter { words: Some("talks".to_owned()), ..Filter::default() });
            for filter in [all, talks] {
                let _ = (ledger.events(&filter), ledger.quotes(&filter), ledger.actors(&filter));
            }
            let _ = add(&mut ledger, &reading());
        }
        Err(error) => assert!(!error.to_string().is_empty(), "a fault without words"),
    }
    forget(&path);
}

/// A folder of tables: the first byte says which of them is damaged.
pub fn tables(bytes: &[u8]) {
    let Some((which, patches)) = bytes.split_first() else { return };
    let which = usize::from(*which) % WHOLE_TABLES.len();
    let mut tables = Tables::default();
    for (at, (name, file)) in WHOLE_TABLES.iter().enumerate() {
        let file = if at == which { damaged(file, patches) } else { file.clone() };
        if let Err(error) = read_parquet(&mut tables, name, Bytes::from(file)) {
            assert!(!error.to_string().is_empty(), "a fault without words");
            return;
        }
    }
    taken(&tables);
}

/// A batch that a cluster hands over.
pub fn batch(bytes: &[u8]) {
    let (whole, values) = &*WHOLE_BATCH;
    let stream = [&whole[..*values], &damaged(&whole[*values..], bytes)].concat();
    let stream = StreamReader::try_new(Cursor::new(stream), None).expect("the schema is whole");
    for batch in stream.map_while(Result::ok) {
        match from_nested(&batch) {
            Ok(tables) => taken(&tables),
            Err(error) => assert!(!error.to_string().is_empty(), "a fault without words"),
        }
    }
}

/// Readings come of tables and are taken or refused by a ledger, or a cell is named that is wrong.
fn taken(tables: &Tables) {
    match tables.readings() {
        Ok(readings) => {
            let mut ledger = Ledger::in_memory().expect("a ledger in memory");
            for (reading, _) in readings {
                let _ = add(&mut ledger, &reading);
            }
        }
        Err(error) => assert!(!error.to_string().is_empty(), "a fault without words"),
    }
}

fn reading() -> Reading {
    let articles = plenipo_page::read("ferry.txt", TEXT.as_bytes()).expect("an article");
    let article = articles.into_iter().next().expect("an article");
    Reader::new(Analyzer::builtin(), Lexicon::builtin()).read(article, None)
}

fn add(ledger: &mut Ledger, reading: &Reading) -> Result<(), plenipo_ledger::Error> {
    let mut batch = ledger.batch()?;
    batch.add(reading, &Origin::default())?;
    batch.commit()?;
    Ok(())
}

/// A file after some accidents: four bytes each say where, in three of them, and what stands there now; a rest says how much is
/// cut from the end.
fn damaged(whole: &[u8], accidents: &[u8]) -> Vec<u8> {
    let mut file = whole.to_vec();
    let accidents = accidents.chunks_exact(4);
    for byte in accidents.remainder() {
        file.truncate(file.len().saturating_sub(usize::from(*byte)).max(1));
    }
    for accident in accidents {
        let &[high, middle, low, now] = accident else { continue };
        let at = u32::from_be_bytes([0, high, middle, low]) as usize % file.len();
        file[at] = now;
    }
    file
}

fn forget(path: &Path) {
    for ending in ["", "-wal", "-shm"] {
        let _ = fs::remove_file(format!("{}{ending}", path.display()));
    }
}
