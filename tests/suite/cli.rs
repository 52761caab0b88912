//! The binary as people and scripts meet it: exit codes, messages, help, and what it writes where.

mod bad_input;
mod help;
mod init;
mod json;
mod output;
mod runs;
mod verify_urls;
