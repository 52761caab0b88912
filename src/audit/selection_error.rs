//! What can be wrong with a choice of rules: each mistake is told with the nearest thing that would have been right.

use super::{Entry, OptionSpec};
use crate::text::nearest::nearest;

/// A rule, level or option that does not exist.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum SelectionError {
    /// No rule and no family has this name.
    #[error("there is no rule `{name}`{hint}")]
    UnknownRule {
        /// As given.
        name: String,
        /// The remedy, as the rest of the sentence.
        hint: String,
    },
    /// The rule has no such option.
    #[error("the rule `{rule}` has no option `{option}`{hint}")]
    UnknownOption {
        /// The rule or family.
        rule: String,
        /// As given.
        option: String,
        /// The remedy, as the rest of the sentence.
        hint: String,
    },
    /// A value of the wrong sort.
    #[error("`{key}`: {message}")]
    Value {
        /// `rule`, or `rule.option`.
        key: String,
        /// What was expected.
        message: String,
    },
}

impl SelectionError {
    pub(super) fn unknown_rule(registry: &[Entry], name: &str) -> Self {
        let known = registry.iter().flat_map(|entry| [entry.name, entry.family]);
        let hint = nearest(name, known)
            .map_or_else(|| "; `linkwright rules` lists them".to_owned(), |known| format!("; did you mean `{known}`?"));
        Self::UnknownRule { name: name.to_owned(), hint }
    }

    pub(super) fn unknown_option(rule: &str, specs: &[OptionSpec], option: &str) -> Self {
        let known = || specs.iter().map(|spec| spec.name).chain(["level"]);
        let hint = nearest(option, known()).map_or_else(
            || {
                let known: Vec<String> = known().map(|name| format!("`{name}`")).collect();
                format!("; it knows {}", known.join(" and "))
            },
            |known| format!("; did you mean `{known}`?"),
        );
        Self::UnknownOption { rule: rule.to_owned(), option: option.to_owned(), hint }
    }

    pub(super) fn value(key: impl Into<String>, message: impl Into<String>) -> Self {
        Self::Value { key: key.into(), message: message.into() }
    }
}
