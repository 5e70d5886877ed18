//! Tests of the page reader from outside.

mod formats;
mod habits;
mod pages;
mod robust;
mod show;
