//! Tests of the page reader from outside.

mod datelines;
mod formats;
mod habits;
mod pages;
mod robust;
mod show;
