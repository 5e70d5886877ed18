//! The desk from outside: requests in, replies out, without a network.

mod addresses;
mod description;
mod hostile;
mod links;
mod lists;
mod make;
mod pages;
mod pictures;
mod protocol;
mod scale;
mod site;
