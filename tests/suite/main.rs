//! One integration binary; each module says what belongs there.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test that fails to set up has failed

mod audit; // the engine: selection, suppression, baseline, order
mod cache; // the parse cache: what a refresh reads, keeps and follows
mod cannibalization; // articles that compete, and the commands that tell
mod cli; // the program as it is typed: exit codes, messages, the sample corpus
mod edits; // changes to files: patches that git takes, files that are replaced or left alone
mod generators; // sites of a known generator, where the fixtures do not say it
mod graph; // mentions, figures and exports of a corpus on disk
mod hardness;
mod hosts; // input that nobody writes on purpose
mod planted; // a generated corpus and the truth about it
mod presets; // fixture sites against what the real generators made of them
mod reading; // files as people really leave them
mod report; // the text report as people see it
mod rules; // every rule: its documentation, its example, its fix
mod run; // running the binary
mod search; // queries, answers, and that an index kept up to date answers like a fresh one
mod server; // the endpoint and the page, as they are run
mod shipped; // the sample corpus and what is planted in it
mod sites; // what real sites do: false alarms that must not come back
mod store; // the index on disk: refreshed, damaged, shared
mod suggest; // suggested links as they are asked for, decided on and written
mod support; // corpora on disk, and audits of them
mod tidy; // the shape of the code itself
