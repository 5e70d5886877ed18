//! How texts are cut into tokens and sentences: written cases, articles marked by hand, and what nobody would write.

mod articles;
mod cases;
mod hard;
