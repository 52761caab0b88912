//! The rules as the command line sees them: the registry, and which of it a run selects.

use anyhow::Context;

use crate::audit::{Entry, Selection};
use crate::settings::{Level, Settings};

/// Every rule.
pub(super) fn rules() -> &'static [Entry] {
    crate::rules::RULES
}

/// The selection that the configuration and the arguments make; `levels` override, `only` names rules or families.
pub(super) fn select(settings: &Settings, levels: &[(String, Level)], only: &[String]) -> anyhow::Result<Selection> {
    // The configuration by itself first, so that an error says where it is to be mended.
    if let Some(file) = &settings.file {
        let file = super::folder::relative(file);
        Selection::new(rules(), &settings.rules, &[], &[])
            .with_context(|| format!("the `rules` of {} cannot be used", file.display()))?;
    }
    Ok(Selection::new(rules(), &settings.rules, levels, only)?)
}

/// What a rule is set to.
pub(super) fn level(selection: &Selection, entry: &Entry) -> Level {
    selection.setting(entry.name).map_or(Level::Off, |setting| Level::At(setting.severity))
}
