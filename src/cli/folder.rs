//! Which folder is the corpus, which configuration holds, and what to say when either cannot be used.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use super::globals::Globals;
use crate::settings::{self, Settings};

/// The corpus folder where nothing else names one.
pub(super) const DEFAULT_CORPUS: &str = "corpus";

/// Folders that content commonly lies in, for the advice when there is no corpus.
pub(super) const USUAL_FOLDERS: [&str; 8] =
    ["content", "src/content", "docs", "articles", "posts", "_posts", "pages", "src/pages"];

/// The settings for a run: of `--config`, else of the nearest `linkwright.yaml` at or above the corpus, if one was
/// given, else at or above the current folder, else in the default corpus folder if none was given.
pub(super) fn settings(globals: &Globals, bare: Option<&Path>) -> anyhow::Result<Settings> {
    let mut settings = if let Some(file) = &globals.config {
        settings::load(file)?
    } else {
        let given = bare.or(globals.corpus.as_deref());
        // The default corpus has no say in how another one is read.
        let default = given.is_none().then_some(Path::new(DEFAULT_CORPUS));
        let starts: Vec<&Path> = given.into_iter().chain([Path::new(".")]).chain(default).collect();
        settings::find_and_load(&starts)?
    };
    settings.drafts.include |= globals.drafts;
    Ok(settings)
}

/// The corpus folder: given bare, else by `--corpus`, else by the configuration, else `corpus`. It exists.
pub(super) fn corpus(
    command: &str,
    globals: &Globals,
    bare: Option<&Path>,
    settings: &Settings,
) -> anyhow::Result<PathBuf> {
    let given = bare.or(globals.corpus.as_deref()).map(Path::to_owned);
    let named = settings.corpus.as_ref().map(|corpus| settings.base.join(corpus));
    let by_config = given.is_none() && named.is_some();
    let root = given.or(named).map_or_else(|| PathBuf::from(DEFAULT_CORPUS), |root| relative(&root));
    let kind = match std::fs::metadata(&root) {
        Ok(kind) => kind,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return missing(command, &root, by_config, settings);
        }
        Err(error) => return Err(error).with_context(|| format!("cannot read the corpus {}", root.display())),
    };
    if !kind.is_dir() {
        bail!("the corpus `{}` is a file, not a folder\n  help: {}", root.display(), folder_command(command, &root));
    }
    std::fs::read_dir(&root).with_context(|| format!("cannot read the corpus {}", root.display()))?;
    Ok(root)
}

/// What to type instead when a file was given for the corpus.
fn folder_command(command: &str, file: &Path) -> String {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = file.file_name().unwrap_or_default();
    let (folder, name) = (quoted(folder), quoted(Path::new(name)));
    if command == "audit" {
        return format!("the whole folder is read, and the report narrowed: `linkwright audit {folder} --path {name}`");
    }
    format!("give its folder: `linkwright {command} {folder}`")
}

/// A path as a shell takes it.
fn quoted(path: &Path) -> String {
    let path = path.display().to_string();
    let plain = |c: char| c.is_alphanumeric() || "/._-+,@=~".contains(c);
    if path.chars().all(plain) { path } else { format!("'{}'", path.replace('\'', r"'\''")) }
}

/// There is no such folder: says who named it and which folders would do.
fn missing(command: &str, root: &Path, by_config: bool, settings: &Settings) -> anyhow::Result<PathBuf> {
    let who = match &settings.file {
        Some(file) if by_config => format!(" (the `corpus` of {})", relative(file).display()),
        _ => String::new(),
    };
    let candidate = USUAL_FOLDERS.iter().find(|folder| Path::new(folder).is_dir());
    let help = match candidate {
        Some(folder) => format!("`{folder}` exists: `linkwright {command} {folder}`"),
        None => format!("name the folder that holds the articles: `linkwright {command} FOLDER`"),
    };
    bail!("there is no corpus folder `{}`{who}\n  help: {help}", root.display())
}

/// `path` as seen from the current folder, where it lies below it; paths are shorter to read that way.
pub(super) fn relative(path: &Path) -> PathBuf {
    let here = std::env::current_dir().and_then(|here| here.canonicalize()).unwrap_or_default();
    match path.strip_prefix(&here) {
        Ok(rest) if rest.as_os_str().is_empty() => PathBuf::from("."),
        Ok(rest) => rest.to_owned(),
        Err(_) => path.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_told_as_the_command_to_type() {
        let told = folder_command("audit", Path::new("my content/it's.md"));
        assert!(told.ends_with(r"`linkwright audit 'my content' --path 'it'\''s.md'`"), "{told}");
        assert!(folder_command("graph stats", Path::new("a.md")).ends_with("`linkwright graph stats .`"));
    }
}
