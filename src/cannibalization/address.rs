//! What an article is called: its title, and what its place in the site says of it: its own name, its folder's, the day it was
//! issued, and whether it stands in a reference.

use super::versions::is_version;
use crate::corpus::Article;
use crate::text::words::fold_hash;

/// Folders of references: each page is for the very name in its title, and those of one family are written alike.
const REFERENCES: [&str; 6] = ["reference", "references", "ref", "refs", "api", "apis"];
/// Folders of pages to learn from: who reads there wants to be shown something, not to look something up.
const GUIDES: [&str; 8] = ["guide", "guides", "tutorial", "tutorials", "how-to", "how-tos", "howto", "learn"];

/// A title or name without the date it begins with (`2026-02-15-…`) and what dots add to it.
pub(super) fn undated(text: &str) -> &str {
    let is_date = |head: &str| {
        let fits = |(at, byte): (usize, u8)| if matches!(at, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() };
        head.bytes().enumerate().all(fits)
    };
    match text.get(..10).filter(|head| is_date(head)) {
        Some(_) => text.get(10..).unwrap_or("").trim_start_matches(['-', '_', ' ']),
        None => text,
    }
}

/// The title that an article gives itself: where it has none, the name in its address. The first heading of
/// another level is that of a section ("Prerequisites"), which many articles have.
pub fn own_title(article: &Article) -> &str {
    let heading = || article.headings.iter().find(|heading| heading.level == 1).map(|heading| &*heading.text);
    let title = article.metadata.title.as_deref().or_else(heading).filter(|title| !title.trim().is_empty());
    title.unwrap_or_else(|| own_name(article))
}

/// The name an article goes by in its address: its own, or its folder's if it is the page of that.
pub(super) fn own_name(article: &Article) -> &str {
    if article.is_folder_page() { article.folder().rsplit('/').next().unwrap_or("") } else { article.stem() }
}

/// The folders that lead to an article and its own name, by their hashes.
pub(super) fn steps(article: &Article) -> Vec<u64> {
    let folders = article.folder().split('/').map(fold_hash);
    let name = (!article.is_folder_page()).then(|| fold_hash(article.stem()));
    folders.chain(name).collect()
}

/// The folder that the article stands in.
pub(super) fn folder_name(article: &Article) -> &str {
    let skipped = usize::from(article.is_folder_page());
    let name = article.folder().rsplit('/').nth(skipped).unwrap_or("");
    if is_version(name) { "" } else { name }
}

/// Whether the article is a page of a reference.
pub(super) fn is_of_reference(article: &Article) -> bool {
    is_in(article, &REFERENCES)
}

/// Whether the article is a page of a guide.
pub(super) fn is_of_guide(article: &Article) -> bool {
    is_in(article, &GUIDES)
}

fn is_in(article: &Article, folders: &[&str]) -> bool {
    article.folder().split('/').any(|folder| folders.iter().any(|name| name.eq_ignore_ascii_case(folder)))
}

/// The day in the address of a post, by its hash: `2026-02-15-green-tea`, `/2026/02/15/green-tea/`.
pub(super) fn issued(article: &Article) -> Option<u64> {
    let says = |text: &str| {
        let is_day = |day: &[u8]| {
            day.iter().enumerate().all(|(at, byte)| match at {
                4 | 7 => matches!(byte, b'-' | b'/' | b'_'),
                _ => byte.is_ascii_digit(),
            })
        };
        let day = text.as_bytes().windows(10).find(|day| is_day(day))?;
        Some(fold_hash(&String::from_utf8_lossy(day)))
    };
    let metadata = &article.metadata;
    // Zola calls an article's address its path.
    let said = [metadata.permalink.as_deref(), metadata.slug.as_deref(), metadata.text("path")];
    said.into_iter().flatten().find_map(says).or_else(|| says(&article.path))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Settings;

    fn article(path: &str, front: &str) -> Article {
        crate::corpus::article(path.into(), &format!("---\n{front}\n---\n## Part\n\nText.\n"), &Settings::default())
    }

    #[test]
    fn a_date_before_a_name_is_no_part_of_it() {
        assert_eq!(undated("2026-02-15-green-tea"), "green-tea");
        assert_eq!(undated("2026-green"), "2026-green");
    }

    #[test]
    fn a_title_is_not_the_heading_of_a_part() {
        assert_eq!(own_title(&article("tea/green-tea.md", "lang: en")), "green-tea");
        assert_eq!(own_title(&article("tea/index.md", "lang: en")), "tea");
        assert_eq!(own_title(&article("tea/index.md", "title: Tea")), "Tea");
    }

    #[test]
    fn posts_have_their_day_in_the_address() {
        let dashed = issued(&article("blog/2026-02-15-tea.md", "title: Tea"));
        assert!(dashed.is_some());
        assert_eq!(issued(&article("blog/2026/02/15/tea.md", "title: Tea")), dashed);
        assert_ne!(issued(&article("blog/2026-02-16-tea.md", "title: Tea")), dashed);
        assert_eq!(issued(&article("blog/tea-2026.md", "title: Tea")), None);
        assert_eq!(issued(&article("blog/tea.md", "path: blog/2026/02/15/tea")), dashed);
    }

    #[test]
    fn a_page_in_a_folder_of_its_own_has_the_same_steps() {
        assert_eq!(steps(&article("tea/green/index.md", "")), steps(&article("tea/green.md", "")));
        assert_ne!(steps(&article("tea/green.md", "")), steps(&article("tea/black.md", "")));
    }

    #[test]
    fn a_reference_is_known_by_its_folder() {
        assert!(is_of_reference(&article("docs/API/tea.md", "title: Tea")));
        assert!(!is_of_reference(&article("docs/apiary/reference.md", "title: Tea")));
        assert!(is_of_guide(&article("docs/Guides/tea/green.md", "title: Tea")));
    }
}
