//! The server as it is run: a process with a socket, files that change, clients that behave badly, a browser.

mod browser;
mod clients;
mod process;
mod running;
