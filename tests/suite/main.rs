//! One integration binary; each module says what belongs there.

mod audit; // the engine: selection, suppression, baseline, order
mod rules; // every rule: its documentation, its example, its fix
mod support; // corpora on disk, and audits of them
