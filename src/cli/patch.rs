//! Changes of files printed as a patch that `git apply` takes in the current folder.

use std::path::{Component, Path};

use super::console;
use super::folder::relative;
use crate::corpus;
use crate::edits::{self, FileEdits};

/// Prints the changes to files below `root`; their bytes stay what they are.
pub(super) fn print<'e>(root: &Path, files: impl Iterator<Item = &'e FileEdits>) -> anyhow::Result<()> {
    let near = relative(root);
    let folder = slashed(&near);
    if folder.is_none() {
        console::note(&format!("the patch is to be applied in `{}`", near.display()));
    }
    let folder = folder.unwrap_or_default();
    console::print_raw(|out| {
        for edits in files {
            let Ok(text) = corpus::read_text(&root.join(&*edits.path)) else { continue };
            edits::write_patch(edits, &text, &folder, out)?;
        }
        Ok(())
    })
}

/// The way from the current folder to one below it, with slashes; `None` if it lies elsewhere.
fn slashed(folder: &Path) -> Option<String> {
    let names = folder.components().filter(|part| *part != Component::CurDir);
    let name =
        |part: Component<'_>| if let Component::Normal(name) = part { name.to_str().map(str::to_owned) } else { None };
    Some(names.map(name).collect::<Option<Vec<String>>>()?.join("/"))
}
