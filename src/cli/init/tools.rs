//! Files that could be a tool catalogue: YAML with a `tools:` list of maps that have a `name`.

use std::path::{Path, PathBuf};

use serde_yaml::Value;

/// How deep below the folder catalogues are looked for.
const DEPTH: usize = 4;
/// A catalogue is not larger than this.
const LARGEST: u64 = 1 << 20;
/// How many files are looked into at most.
const FILES: usize = 2_000;

/// A file that could be a tool catalogue.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Candidate {
    pub(super) file: PathBuf,
    pub(super) tools: usize,
}

/// The candidates below `folder` and below `corpus`, the one with most tools first.
pub(super) fn candidates(folder: &Path, corpus: &Path) -> Vec<Candidate> {
    let mut files = Vec::new();
    collect(folder, DEPTH, &mut files);
    if !corpus.starts_with(folder) && folder != Path::new(".") {
        collect(corpus, DEPTH, &mut files);
    }
    files.sort();
    let mut found: Vec<Candidate> = files.into_iter().filter_map(candidate).collect();
    found.sort_by_key(|candidate| std::cmp::Reverse(candidate.tools));
    found
}

fn candidate(file: PathBuf) -> Option<Candidate> {
    let text = std::fs::read_to_string(&file).ok()?;
    if !text.contains("tools:") {
        return None;
    }
    let value: Value = serde_yaml::from_str(&text).ok()?;
    let named = |tool: &&Value| tool.get("name").is_some_and(Value::is_string);
    let tools = value.get("tools")?.as_sequence()?.iter().filter(named).count();
    (tools > 0).then_some(Candidate { file, tools })
}

/// YAML files of a sensible size; hidden folders and those of package managers and builds are left out.
fn collect(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with('.') || ["node_modules", "target", "vendor"].contains(&&*name) || files.len() >= FILES {
            continue;
        }
        let Ok(kind) = entry.file_type() else { continue };
        let path = entry.path();
        let path = path.strip_prefix("./").map(Path::to_owned).unwrap_or(path);
        if kind.is_dir() && depth > 0 {
            collect(&path, depth - 1, files);
        } else if kind.is_file() && (name.ends_with(".yaml") || name.ends_with(".yml")) {
            let small = entry.metadata().is_ok_and(|metadata| metadata.len() <= LARGEST);
            files.extend(small.then_some(path));
        }
    }
}
