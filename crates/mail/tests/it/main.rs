//! Letters, as a mail program reads them and as a server of mail gets them.

mod letters;
mod relay;
