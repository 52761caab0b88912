//! A rule's options: what it declares, and what the configuration made of them.

use std::collections::BTreeMap;

use serde_yaml::Value;

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

    /// Takes a value of the configuration for a declared option; the error says what was expected.
    pub(super) fn set(&mut self, spec: &OptionSpec, value: &Value) -> Result<(), String> {
        match spec.default {
            OptionValue::Number(_) => {
                let number = value.as_u64().ok_or("is no whole number from 0")?;
                self.numbers.insert(spec.name, number);
            }
            OptionValue::Phrases(_) => {
                let phrases = phrases(value).ok_or("is neither a phrase nor a list of phrases")?;
                self.phrases.insert(spec.name, phrases);
            }
        }
        Ok(())
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

/// One phrase, or a list of them.
fn phrases(value: &Value) -> Option<Vec<String>> {
    match value {
        Value::String(phrase) => Some(vec![phrase.clone()]),
        Value::Sequence(list) => list.iter().map(|phrase| phrase.as_str().map(str::to_owned)).collect(),
        _ => None,
    }
}
