//! Reports template variables that nobody filled in.
//!
//! ## What it does
//! Finds names in double braces and capitals, such as `{{SECONDARY_TOOL}}`, in front-matter values and in the text, once
//! per article and variable. Code is left alone.
//!
//! ## Why it matters
//! Readers see the braces, and the value that was meant (a tool, a call to action) is missing from the page.
//!
//! ## Example
//! ```markdown tea.md
//! ---
//! title: Tea
//! secondary_tool: "{{SECONDARY_TOOL}}"
//! ---
//! Brew it, then {{CTA_BLOCK}}. The syntax is `{{NAME}}`.
//!
//! With {{SECONDARY_TOOL}} it is easier.
//! ```
//! Findings: `tea.md:3`, `tea.md:5`
//!
//! ## How to fix
//! Fill in the value, or remove the variable and whatever depends on it.

use crate::audit::{Check, Finding, Findings, Meta, Rule};
use crate::corpus::ArticleId;
use crate::settings::Severity;

/// See the file's documentation.
pub(crate) struct UnfilledVariable;

impl Rule for UnfilledVariable {
    fn meta(&self) -> Meta {
        Meta { severity: Severity::Warning, options: &[], since: "0.1.0" }
    }

    fn check_article(&self, check: &Check<'_>, id: ArticleId, findings: &mut Findings) {
        if !check.catalog.is_live(id) {
            return;
        }
        for variable in &check.catalog.article(id).variables {
            let name = &*variable.name;
            let finding =
                Finding::at(id, variable.place, format!("the template variable `{{{{{name}}}}}` is not filled in"))
                    .help("fill in the value, or remove the variable")
                    .datum("variable", name);
            findings.push(finding);
        }
    }
}
