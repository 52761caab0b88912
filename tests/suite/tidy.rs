//! The shape of the code: layers, file sizes, a paragraph at the top of every file.

use std::path::{Path, PathBuf};

/// Modules by layer, lowest first; a module may use those of lower layers only.
const LAYERS: [&[&str]; 12] = [
    &["text"],
    &["settings"],
    &["corpus"],
    &["site"],
    &["graph", "search", "similarity"],
    &["catalog"],
    &["edits"],
    &["decisions"],
    &["audit", "suggest", "cannibalization", "verify"],
    &["rules", "report"],
    &["server"],
    &["cli"],
];

fn sources(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            sources(&path, into);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            into.push(path);
        }
    }
}

fn each_source(mut look: impl FnMut(&str, &str)) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        look(file.strip_prefix(&root).unwrap().to_str().unwrap(), &text);
    }
}

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| layer.contains(&module))
}

#[test]
fn files_are_short_and_say_what_they_are() {
    each_source(|file, text| {
        assert!(text.lines().count() <= 400, "{file} has over 400 lines");
        assert!(text.starts_with("//!"), "{file} does not open with what it is and why");
    });
}

#[test]
fn modules_use_lower_layers_only() {
    each_source(|file, text| {
        let module = file.split(['/', '.']).next().unwrap_or("");
        let Some(own) = layer(module) else { return };
        for used in text.split("crate::").skip(1).filter_map(|rest| rest.split([':', ';', '{', ' ']).next()) {
            let fine = used == module || layer(used).is_none_or(|used| used < own);
            assert!(fine, "{file} uses `{used}`, which is not below it");
        }
    });
}
