//! Reads one article into the diplomatic record: who, what, when, where, and which sentence proves it.
