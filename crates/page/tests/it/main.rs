//! Tests of the page reader from outside.

mod formats;
mod pages;
mod robust;
mod show;
