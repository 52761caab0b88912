//! Finding and reading `linkwright.yaml`. Every mistake in it is told with its place and its remedy.

use std::path::{Path, PathBuf};

use thiserror::Error;

use super::Settings;
use crate::text::nearest::nearest;

/// The name of the configuration file.
pub const CONFIG_FILE: &str = "linkwright.yaml";

/// Why the configuration could not be used.
#[derive(Debug, Error)]
pub enum SettingsError {
    /// The file could not be read.
    #[error("cannot read the configuration {path}")]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file is not valid.
    #[error("{path}{place}: {message}{hint}", path = path.display())]
    Invalid {
        /// The file.
        path: PathBuf,
        /// `:line:column`, where known.
        place: String,
        /// What is wrong.
        message: String,
        /// The remedy, or empty.
        hint: String,
    },
}

/// The settings of the nearest `linkwright.yaml` at or above one of `starts`, the first that has one; the defaults if
/// there is none.
pub fn find_and_load(starts: &[&Path]) -> Result<Settings, SettingsError> {
    let found = starts.iter().find_map(|start| {
        // In the folder itself the file is called as the user called the folder.
        let inside = if *start == Path::new(".") { CONFIG_FILE.into() } else { start.join(CONFIG_FILE) };
        let above = || {
            let start = start.canonicalize().ok()?;
            start.ancestors().skip(1).map(|folder| folder.join(CONFIG_FILE)).find(|file| file.is_file())
        };
        if inside.is_file() { Some(inside) } else { above() }
    });
    found.map_or_else(|| Ok(Settings::default()), |file| load(&file))
}

/// The settings in `file`.
pub fn load(file: &Path) -> Result<Settings, SettingsError> {
    let text = std::fs::read_to_string(file).map_err(|source| SettingsError::Read { path: file.into(), source })?;
    let mut settings = parse(&text).map_err(|error| invalid(file, &error))?;
    settings.base = file.parent().unwrap_or(Path::new("")).to_owned();
    settings.file = Some(file.to_owned());
    Ok(settings)
}

/// An empty file, or one of comments only, means the defaults.
fn parse(text: &str) -> Result<Settings, serde_yaml::Error> {
    let parsed: Option<Settings> = serde_yaml::from_str(text.trim_start_matches('\u{feff}'))?;
    Ok(parsed.unwrap_or_default())
}

fn invalid(file: &Path, error: &serde_yaml::Error) -> SettingsError {
    let place = error.location().map_or_else(String::new, |at| format!(":{}:{}", at.line(), at.column()));
    let full = error.to_string();
    let message = full.split(" at line ").next().unwrap_or(&full).to_owned();
    SettingsError::Invalid { path: file.to_owned(), place, hint: hint(&message), message }
}

/// For an unknown key, the nearest known one: serde names the key and all that were expected between backticks.
fn hint(message: &str) -> String {
    if !message.contains("unknown field") && !message.contains("unknown variant") {
        return String::new();
    }
    let mut quoted = message.split('`').skip(1).step_by(2);
    let unknown = quoted.next().unwrap_or("");
    nearest(unknown, quoted).map_or_else(String::new, |known| format!("\n  help: did you mean `{known}`?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_key_names_the_nearest_known_one() {
        let error = parse("site:\n  base_ulr: x\n").unwrap_err();
        let told = invalid(Path::new("linkwright.yaml"), &error).to_string();
        assert!(told.starts_with("linkwright.yaml:2:3: "), "{told}");
        assert!(told.ends_with("did you mean `base_url`?"), "{told}");
    }

    #[test]
    fn an_empty_file_means_the_defaults() {
        assert!(parse("# nothing yet\n").unwrap().exclude.is_empty());
    }
}
