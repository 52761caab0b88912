//! Which rules run, at which level and with which options: the defaults, then the configuration, then the command
//! line. A name that no rule bears is an error here, before anything is read.

use std::collections::BTreeMap;

use serde_yaml::Value;

use super::{Entry, Options, SelectionError};
use crate::settings::{Level, Severity};

/// Which rules run, and how.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// By rule name; a rule that is not here does not run.
    settings: BTreeMap<&'static str, Setting>,
}

/// How one rule runs.
#[derive(Clone, Debug)]
pub struct Setting {
    /// The severity of its findings.
    pub severity: Severity,
    /// Its options, defaults filled in.
    pub options: Options,
}

impl Selection {
    /// The selection made by `settings` (the `rules:` table), then `overrides` (`--rule name=level`, the last one
    /// counts), then `only` (`--only name`; empty means all).
    ///
    /// A family's name stands for all of its rules; what is said of a rule itself counts more. A rule that `only`
    /// names runs even if the configuration has it off; one that only its family stands for does not.
    pub fn new(
        registry: &[Entry],
        settings: &BTreeMap<String, Value>,
        overrides: &[(String, Level)],
        only: &[String],
    ) -> Result<Self, SelectionError> {
        let mut rules: Vec<Choice> = registry.iter().map(Choice::new).collect();
        for name in settings.keys().chain(overrides.iter().map(|(name, _)| name)).chain(only) {
            known(registry, name)?;
        }
        for choice in &mut rules {
            let family = settings.get(choice.entry.family);
            let own = settings.get(choice.entry.name);
            if let Some(value) = family {
                choice.configure(choice.entry.family, value)?;
            }
            if let Some(value) = own {
                choice.configure(choice.entry.name, value)?;
            }
            choice.narrow(only);
            if let Some((_, level)) = overrides.iter().rfind(|(name, _)| choice.goes_by(name)) {
                choice.level = *level;
            }
        }
        Ok(Self { settings: rules.into_iter().filter_map(Choice::into_setting).collect() })
    }

    /// All rules as they are without any configuration.
    pub fn defaults(registry: &[Entry]) -> Self {
        Self { settings: registry.iter().map(Choice::new).filter_map(Choice::into_setting).collect() }
    }

    /// How the rule of this name runs; `None` if it does not.
    pub fn setting(&self, rule: &str) -> Option<&Setting> {
        self.settings.get(rule)
    }
}

fn known(registry: &[Entry], name: &str) -> Result<(), SelectionError> {
    let exists = registry.iter().any(|entry| entry.name == name || entry.family == name);
    if exists { Ok(()) } else { Err(SelectionError::unknown_rule(registry, name)) }
}

/// What is decided about one rule so far.
struct Choice<'a> {
    entry: &'a Entry,
    default: Severity,
    level: Level,
    options: Options,
    kept: bool,
}

impl<'a> Choice<'a> {
    fn new(entry: &'a Entry) -> Self {
        let meta = entry.rule.meta();
        let options = Options::defaults(meta.options);
        let level = if entry.rule.on_request() { Level::Off } else { Level::At(meta.severity) };
        Self { entry, default: meta.severity, level, options, kept: true }
    }

    fn goes_by(&self, name: &str) -> bool {
        self.entry.name == name || self.entry.family == name
    }

    /// Applies one value of the `rules:` table: a level, or a map of a level and options. `key` is the name it stands
    /// under, the rule's own or its family's; a family has no options.
    fn configure(&mut self, key: &str, value: &Value) -> Result<(), SelectionError> {
        let Value::Mapping(map) = value else {
            self.level = level(key, value, self.default)?;
            return Ok(());
        };
        let specs = if key == self.entry.name { self.entry.rule.meta().options } else { &[] };
        for (name, value) in map {
            let Some(name) = name.as_str() else {
                return Err(SelectionError::value(key, "option names are words"));
            };
            if name == "level" {
                self.level = level(&format!("{key}.level"), value, self.default)?;
                continue;
            }
            let Some(spec) = specs.iter().find(|spec| spec.name == name) else {
                return Err(SelectionError::unknown_option(key, specs, name));
            };
            let set = self.options.set(spec, value);
            set.map_err(|message| SelectionError::value(format!("{key}.{name}"), message))?;
        }
        Ok(())
    }

    /// Applies `--only`.
    fn narrow(&mut self, only: &[String]) {
        let named = only.iter().any(|name| name == self.entry.name);
        self.kept = only.is_empty() || only.iter().any(|name| self.goes_by(name));
        if named && self.level == Level::Off {
            self.level = Level::At(self.default);
        }
    }

    fn into_setting(self) -> Option<(&'static str, Setting)> {
        match self.level {
            Level::At(severity) if self.kept => Some((self.entry.name, Setting { severity, options: self.options })),
            _ => None,
        }
    }
}

/// A level as YAML may write it: a word, or a boolean, of which `true` is the rule's own severity.
fn level(key: &str, value: &Value, default: Severity) -> Result<Level, SelectionError> {
    match value {
        Value::Bool(true) => Ok(Level::At(default)),
        Value::Bool(false) => Ok(Level::Off),
        Value::String(word) => word.parse().map_err(|message: String| SelectionError::value(key, message)),
        _ => Err(SelectionError::value(
            key,
            "is neither a level (`error`, `warning`, `note`, `off`) nor a table of options",
        )),
    }
}
