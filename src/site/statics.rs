//! Files that are served as they are: those in the folders that a generator copies to the site.

use std::path::Path;

use rustc_hash::FxHashSet;
use walkdir::WalkDir;

use super::project::{Project, joined, strip_folder};
use super::url_path::compose;

/// A static folder outside the corpus is listed up to so many files.
const MOST_FILES: usize = 200_000;

/// The URL paths, without the slash before them, of the files in `folders` of the project; `assets` are those of the corpus.
pub(super) fn served(project: &Project, folders: &[(String, String)], assets: &[Box<str>]) -> FxHashSet<Box<str>> {
    let mut served = FxHashSet::default();
    for (folder, prefix) in folders {
        let prefix = prefix.trim_matches('/');
        match project.folder(folder).filter(super::project::Folder::is_whole) {
            Some(inside) => {
                let below = assets.iter().filter_map(|asset| strip_folder(asset, &inside.folder));
                served.extend(below.map(|path| url_of(prefix, path)));
            }
            None => list(&project.root.join(folder), prefix, &mut served),
        }
    }
    served
}

/// Adds the files of a folder on disk; links are not followed, so that nothing outside of it is told.
fn list(folder: &Path, prefix: &str, served: &mut FxHashSet<Box<str>>) {
    let files = WalkDir::new(folder).into_iter().flatten().filter(|entry| entry.file_type().is_file());
    for entry in files.take(MOST_FILES) {
        let path = entry.path().strip_prefix(folder).ok().and_then(Path::to_str);
        served.extend(path.map(|path| url_of(prefix, &path.replace('\\', "/"))));
    }
}

fn url_of(prefix: &str, path: &str) -> Box<str> {
    compose(joined(prefix, path).into()).into()
}
