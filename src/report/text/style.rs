//! The few colours there are. Everything is written with them; the stream drops them where they are not wanted.

use anstyle::{AnsiColor, Style};

use crate::settings::Severity;

/// For headings.
pub(in crate::report) const BOLD: Style = Style::new().bold();
/// For what matters less.
pub(in crate::report) const DIM: Style = Style::new().dimmed();
/// For the word `help`, as annotate-snippets has it.
pub(in crate::report) const HELP: Style = AnsiColor::BrightCyan.on_default().bold();
/// For the arrow before a place, as annotate-snippets has line numbers.
pub(in crate::report) const ARROW: Style = AnsiColor::BrightBlue.on_default().bold();
/// For what a query found.
pub(in crate::report) const MARK: Style = AnsiColor::Yellow.on_default().bold();
/// For a clean verdict.
pub(in crate::report) const GOOD: Style = AnsiColor::Green.on_default().bold();

/// The colour of a severity, as annotate-snippets has it.
pub(in crate::report) fn of(severity: Severity) -> Style {
    match severity {
        Severity::Error => AnsiColor::BrightRed.on_default().bold(),
        Severity::Warning => AnsiColor::Yellow.on_default().bold(),
        Severity::Note => AnsiColor::BrightGreen.on_default().bold(),
    }
}
