//! Findings to bytes.
