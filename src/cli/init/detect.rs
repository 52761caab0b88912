//! What is detected in a corpus, gathered for `init` to write down.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::front_matter;
use super::tools::{Candidate, candidates};
use crate::catalog::Catalog;
use crate::settings::Preset;
use crate::site::Mount;

/// What is detected in a corpus.
#[derive(Debug, Default)]
pub(super) struct Detected {
    /// The corpus folder, as the file is to name it.
    pub(super) corpus: String,
    pub(super) articles: usize,
    pub(super) drafts: usize,
    /// The values of the status field.
    pub(super) statuses: BTreeMap<String, usize>,
    /// The entry articles, by path.
    pub(super) entries: Vec<String>,
    /// The site's own address.
    pub(super) base_url: Option<String>,
    /// The generator's preset.
    pub(super) preset: Preset,
    /// Corpus folder to URL prefix.
    pub(super) mounts: Vec<(String, String)>,
    /// What was inferred, as sentences.
    pub(super) inferred: Vec<String>,
    /// Front-matter keys and how many articles have them.
    pub(super) keys: BTreeMap<String, usize>,
    /// Tool catalogues, relative to the configuration file.
    pub(super) catalogues: Vec<Candidate>,
}

/// Gathers what is detected in `catalog`, for a file that lies in `base`.
pub(super) fn detect(catalog: &Catalog, base: &Path) -> Detected {
    let mut statuses = BTreeMap::new();
    for status in catalog.articles.iter().filter_map(|article| article.metadata.status.as_deref()) {
        *statuses.entry(status.to_owned()).or_insert(0) += 1;
    }
    let mut catalogues = candidates(base, &catalog.root);
    for candidate in &mut catalogues {
        candidate.file = below(&candidate.file, base);
    }
    Detected {
        corpus: below(&catalog.root, base).display().to_string().replace('\\', "/"),
        articles: catalog.articles.len(),
        drafts: catalog.articles.iter().filter(|article| article.metadata.draft).count(),
        statuses,
        entries: catalog.entries().iter().map(|&id| catalog.article(id).path.to_string()).collect(),
        base_url: catalog.site.host().map(|host| format!("https://{host}")),
        preset: catalog.site.preset(),
        mounts: catalog.site.mounts().iter().map(mount).collect(),
        inferred: catalog.site.inferred().to_vec(),
        keys: front_matter::keys(catalog),
        catalogues,
    }
}

/// A mount as the configuration spells it.
fn mount(mount: &Mount) -> (String, String) {
    let folder = if mount.folder.is_empty() { ".".to_owned() } else { mount.folder.clone() };
    let prefix = if mount.prefix.is_empty() { "/".to_owned() } else { format!("/{}/", mount.prefix) };
    (folder, prefix)
}

/// `path` relative to `base` where it lies below it, else in full.
fn below(path: &Path, base: &Path) -> PathBuf {
    let (Ok(path), Ok(base)) = (path.canonicalize(), base.canonicalize()) else { return path.to_owned() };
    match path.strip_prefix(&base) {
        Ok(rest) if rest.as_os_str().is_empty() => PathBuf::from("."),
        Ok(rest) => rest.to_owned(),
        Err(_) => path,
    }
}
