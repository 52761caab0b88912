//! What was built: the pages of a folder of HTML, or the URLs of a sitemap.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use thiserror::Error;
use walkdir::WalkDir;

/// A sitemap is not larger than this (the protocol's own limit, <https://www.sitemaps.org/protocol.html>).
const LARGEST: u64 = 50 << 20;

/// So much of a page is looked at to see whether it redirects.
const HEAD: usize = 2048;

/// The pages of a built site.
#[derive(Debug, Default)]
pub struct Built {
    /// URL paths below the base path, as readers see them.
    pub pages: BTreeSet<String>,
    /// Those of them that do nothing but redirect.
    pub redirects: BTreeSet<String>,
}

/// Why the built site cannot be read.
#[derive(Debug, Error)]
pub enum BuiltError {
    /// The folder or file cannot be read.
    #[error("cannot read {path}")]
    Unreadable {
        /// The folder or file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// There is nothing in it.
    #[error("there are no pages in {path}\n  help: build the site first, and give the folder that is uploaded")]
    Empty {
        /// The folder or file.
        path: PathBuf,
    },
    /// The file is too large.
    #[error("{path} is larger than 50 MiB, which no sitemap may be")]
    TooLarge {
        /// The file.
        path: PathBuf,
    },
}

impl Built {
    /// The HTML files of a folder. Symbolic links are not followed.
    ///
    /// # Errors
    /// The folder cannot be listed, or holds no HTML.
    pub fn from_folder(folder: &Path) -> Result<Self, BuiltError> {
        let mut built = Self::default();
        for entry in WalkDir::new(folder) {
            let entry = entry.map_err(|error| {
                let source = error.into_io_error().unwrap_or_else(|| std::io::Error::other("links in a circle"));
                BuiltError::Unreadable { path: folder.to_owned(), source }
            })?;
            let path = entry.path();
            let Some(inside) = path.strip_prefix(folder).ok().and_then(Path::to_str) else { continue };
            if entry.file_type().is_file() && (inside.ends_with(".html") || inside.ends_with(".htm")) {
                let url = url_of(&inside.replace('\\', "/"));
                if redirects(path) {
                    built.redirects.insert(url.clone());
                }
                built.pages.insert(url);
            }
        }
        built.with_pages(folder)
    }

    /// The URLs of a sitemap; those outside `base_path` are left out.
    ///
    /// # Errors
    /// The file cannot be read, is too large, or names no URL.
    pub fn from_sitemap(file: &Path, base_path: &str) -> Result<Self, BuiltError> {
        let told = |source| BuiltError::Unreadable { path: file.to_owned(), source };
        if std::fs::metadata(file).map_err(told)?.len() > LARGEST {
            return Err(BuiltError::TooLarge { path: file.to_owned() });
        }
        let text = std::fs::read_to_string(file).map_err(told)?;
        let locations = text.split("<loc>").skip(1).filter_map(|rest| rest.split_once("</loc>"));
        let paths = locations.filter_map(|(url, _)| path_of(&unescaped(url.trim()), base_path));
        Self { pages: paths.collect(), ..Self::default() }.with_pages(file)
    }

    fn with_pages(self, path: &Path) -> Result<Self, BuiltError> {
        if self.pages.is_empty() { Err(BuiltError::Empty { path: path.to_owned() }) } else { Ok(self) }
    }
}

/// The URL path of a file of the built site.
fn url_of(path: &str) -> String {
    let folder = path.strip_suffix("index.html").filter(|folder| folder.is_empty() || folder.ends_with('/'));
    format!("/{}", folder.unwrap_or(path))
}

/// The path of a URL below `base_path`.
fn path_of(url: &str, base_path: &str) -> Option<String> {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = rest.find('/').map_or("/", |at| &rest[at..]);
    let path = path.split(['?', '#']).next().unwrap_or("");
    let path = percent_encoding::percent_decode_str(path).decode_utf8().ok()?;
    let below = path.strip_prefix(base_path)?;
    Some(if below.is_empty() { "/".to_owned() } else { below.to_owned() }).filter(|below| below.starts_with('/'))
}

fn unescaped(url: &str) -> String {
    url.replace("&apos;", "'").replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

/// Whether a page does nothing but lead elsewhere.
fn redirects(page: &Path) -> bool {
    use std::io::Read;
    let mut head = Vec::new();
    let read = std::fs::File::open(page).and_then(|file| file.take(HEAD as u64).read_to_end(&mut head));
    read.is_ok() && memchr::memmem::find(&head.to_ascii_lowercase(), b"http-equiv=\"refresh\"").is_some()
        || memchr::memmem::find(&head.to_ascii_lowercase(), b"http-equiv=refresh").is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_and_locations_are_url_paths() {
        assert_eq!((url_of("index.html"), url_of("a/index.html")), ("/".into(), "/a/".into()));
        assert_eq!((url_of("a.html"), url_of("my-index.html")), ("/a.html".into(), "/my-index.html".into()));
        assert_eq!(path_of("https://a.example/docs/x/?y", "/docs").as_deref(), Some("/x/"));
        assert_eq!(path_of("https://a.example", "").as_deref(), Some("/"));
        assert_eq!(path_of("https://a.example/other/", "/docs"), None);
        assert_eq!(path_of("https://a.example/caf%C3%A9/", "").as_deref(), Some("/café/"));
    }
}
