//! The desk from outside: requests in, replies out, without a network.

mod access;
mod addresses;
mod description;
mod hostile;
mod links;
mod lists;
mod make;
mod pages;
mod pictures;
mod protocol;
mod review;
mod scale;
mod site;
mod submit;
