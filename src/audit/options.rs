//! A rule's options: what it declares, and what the configuration made of them.

use std::collections::BTreeMap;

/// One option a rule declares.
#[derive(Clone, Copy, Debug)]
pub struct OptionSpec {
    /// The key in `linkwright.yaml`.
    pub name: &'static str,
    /// The value without one.
    pub default: OptionValue<'static>,
    /// What it does, one line.
    pub help: &'static str,
}

/// An option's default.
#[derive(Clone, Copy, Debug)]
pub enum OptionValue<'a> {
    /// A whole number from 0.
    Number(u64),
    /// A list of phrases.
    Phrases(&'a [&'a str]),
}

/// A rule's options with defaults filled in. Asking for an option that the rule does not declare gives 0 or nothing.
#[derive(Clone, Debug, Default)]
pub struct Options {
    pub(super) numbers: BTreeMap<&'static str, u64>,
    pub(super) phrases: BTreeMap<&'static str, Vec<String>>,
}

impl Options {
    /// The declared defaults.
    pub fn defaults(specs: &[OptionSpec]) -> Self {
        let mut options = Self::default();
        for spec in specs {
            match spec.default {
                OptionValue::Number(number) => {
                    options.numbers.insert(spec.name, number);
                }
                OptionValue::Phrases(phrases) => {
                    let phrases = phrases.iter().map(|&phrase| phrase.to_owned()).collect();
                    options.phrases.insert(spec.name, phrases);
                }
            }
        }
        options
    }

    /// A number.
    pub fn number(&self, name: &str) -> u64 {
        self.numbers.get(name).copied().unwrap_or(0)
    }

    /// A list of phrases.
    pub fn phrases(&self, name: &str) -> &[String] {
        self.phrases.get(name).map_or(&[], Vec::as_slice)
    }
}
