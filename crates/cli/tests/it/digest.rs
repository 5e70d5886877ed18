//! The day's mail, as the command writes it.

use crate::program::{Folder, Run, plenipo};

const ARTICLE: &str = "\
Talvik and Reyl talk fish in Oslo

OSLO, May 8 (Nordic Courier) - Estonian Foreign Minister Mira Talvik met Norwegian Foreign Minister Osman Reyl in Oslo on \
Friday, May 8, 2026.

Talvik will visit Rome on May 22, the ministry said.
";

/// A ledger of one article, and a file of saved searches.
fn ledger(folder: &Folder) -> (String, String) {
    let article = folder.file("fish.txt", ARTICLE.as_bytes());
    let ledger = folder.0.join("digest.db").display().to_string();
    let added = plenipo(["add", &article, "--as-of", "2026-05-08", "--ledger", &ledger]);
    assert_eq!(added.code, 0, "{}", added.stderr);
    let searches = "[[search]]\nname = \"Norway\"\nquery = \"country:NOR\"\n\n[[search]]\nname = \"Chile\"\nquery = \"country:CHL\"\n";
    (ledger, folder.file("searches.toml", searches.as_bytes()))
}

fn digest(ledger: &str, more: &[&str]) -> Run {
    let base = ["digest", "--ledger", ledger, "--day", "2026-05-08", "--to", "reader@example.org"];
    plenipo(base.iter().chain(more))
}

/// Returns the body of a mail without the line ends that the transfer adds.
fn unfolded(mail: &str) -> String {
    mail.replace("=\r\n", "").replace("=3D", "=")
}

#[test]
fn a_digest_tells_the_day_with_its_proof() {
    let folder = Folder::new();
    let (ledger, searches) = ledger(&folder);
    let run = digest(&ledger, &["--site", "http://127.0.0.1:8080"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let mail = unfolded(&run.stdout);
    for part in [
        "To: reader@example.org\r\n",
        "Subject: Diplomatic digest, 8 May 2026\r\n",
        "Content-Type: text/plain; charset=utf-8\r\n",
        "Content-Type: text/html; charset=utf-8\r\n",
        "WHO MET WHOM",
        "met Norwegian Foreign Minister",
        "http://127.0.0.1:8080/event/e",
        "WHAT COMES NEXT",
    ] {
        assert!(mail.contains(part), "{part}: {mail}");
    }
    let file = folder.0.join("norway.eml").display().to_string();
    let run = digest(&ledger, &["--searches", &searches, "--only", "Norway", "--output", &file]);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{}", run.stderr);
    let mail = unfolded(&std::fs::read_to_string(&file).unwrap());
    assert!(mail.contains("Subject: Norway, 8 May 2026\r\n") && mail.contains("Osman Reyl"), "{mail}");
    // The searches that the desk keeps lie beside the ledger.
    assert!(digest(&ledger, &["--only", "Norway"]).stderr.contains("there is no file of searches"));
    std::fs::copy(&searches, format!("{ledger}.searches")).unwrap();
    let kept = digest(&ledger, &["--only", "Norway"]);
    assert!(unfolded(&kept.stdout).contains("Subject: Norway, 8 May 2026\r\n"), "{}", kept.stderr);
    let run = digest(&ledger, &["--searches", &searches]);
    assert!(unfolded(&run.stdout).contains("Nothing on record for this"), "{}", run.stdout);
    let run = digest(&ledger, &["--query", "country:CHL", "--skip-empty"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{}", run.stderr);
}

#[test]
fn what_makes_no_mail_is_told() {
    let folder = Folder::new();
    let (ledger, searches) = ledger(&folder);
    let wrong = folder.file("wrong.toml", b"[[search]]\nquerry = \"x\"\n");
    for (more, expected) in [
        (&["--query", "kind:duel"][..], "is no kind of event"),
        (&["--query", "-fish"], "a digest knows neither"),
        (&["--to", "reader@example.org\r\nBcc: thief@example.org"], "is no address of mail"),
        (&["--searches", &searches, "--only", "Peru"], "no saved search is called `Peru`"),
        (&["--searches", &wrong], "is no file of searches"),
        (&["--smtp", "http://example.org"], "is no server of mail"),
        (&["--smtp", "smtp://127.0.0.1:1"], "did not take the mail"),
        (&["--smtp", "smtp://localhost", "--output", "x.eml"], "cannot be used with"),
        (&["--site", "javascript:alert(1)"], "expected http"),
    ] {
        let run = digest(&ledger, more);
        assert_eq!(run.code, 2, "{more:?}: {}", run.stderr);
        assert!(run.stderr.contains(expected), "{more:?}: {}", run.stderr);
        assert_eq!(run.stdout, "");
    }
}
