//! Whom an article is written for: readers of one translation do not want another.

use super::Site;
use super::languages::is_code;
use crate::corpus::Article;
use crate::text::language::Language;
use crate::text::words::fold_hash;

/// The language and region of an article's readers, as far as its place and its front matter tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Locale {
    language: Language,
    /// A hash of the folder of translations that it stands in, or of the suffix of its name: `pt-br`, `ja`; 0 for none.
    place: u64,
    /// A hash of what its front matter says, in lower case; 0 for nothing.
    said: u64,
}

impl Site {
    /// Whom an article is written for.
    pub fn locale(&self, article: &Article) -> Locale {
        let folder = Some(self.language(article)).filter(|name| !name.is_empty());
        let suffix = || article.stem().rsplit_once('.').map(|(_, suffix)| suffix).filter(|suffix| is_code(suffix));
        Locale {
            language: article.language(),
            place: folder.or_else(suffix).map_or(0, hash),
            said: article.metadata.lang.as_deref().map_or(0, hash),
        }
    }
}

impl Locale {
    /// Whether who reads an article for the one also reads one for the other. Translations stand in places of their own; of two
    /// articles in one place, one may say its language and the other not.
    pub fn shares_readers(&self, other: &Self) -> bool {
        let said = self.said == 0 || other.said == 0 || self.said == other.said;
        self.language == other.language && self.place == other.place && said
    }
}

/// Case and the sign before the region make no difference.
fn hash(code: &str) -> u64 {
    fold_hash(code) | 1
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::Permalinks;
    use super::*;
    use crate::corpus;
    use crate::settings::Settings;

    fn meet(one: (&str, &str), other: (&str, &str)) -> bool {
        let settings = Settings::default();
        let article = |(path, front): (&str, &str)| {
            corpus::article(path.into(), &format!("---\n{front}\n---\nText.\n"), &settings)
        };
        let mut articles = vec![article(one), article(other)];
        let (site, _) = Site::build(&mut articles, &[], Path::new("corpus"), &settings.site, Permalinks::default());
        site.locale(&articles[0]).shares_readers(&site.locale(&articles[1]))
    }

    #[test]
    fn translations_have_other_readers() {
        let tea = "title: Tea";
        assert!(meet(("en/a.md", tea), ("en/b.md", tea)));
        // None of these is stemmed, so for words they are one language.
        assert!(!meet(("ja/a.md", tea), ("ko/a.md", tea)));
        assert!(!meet(("pt/a.md", tea), ("pt-br/a.md", tea)));
        assert!(!meet(("a.md", tea), ("a.he.md", tea)));
        assert!(!meet(("a.md", "lang: en-GB"), ("b.md", "lang: en_US")));
        assert!(meet(("a.md", "lang: en-GB"), ("b.md", "lang: en_gb")));
        assert!(meet(("a.md", "lang: en-GB"), ("b.md", tea)));
    }
}
