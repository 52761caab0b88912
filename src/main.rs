//! The binary: parse the arguments, run the command, print the error chain, exit with the right code.
fn main() {}
