//! Which language an article is written in, as far as stemming needs it.

/// A language that words can be stemmed in; English by default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language(u8);

/// ISO 639-1 code and stemmer of each language. The order is part of the index: new ones go to the end.
const LANGUAGES: [(&str, &str); 30] = [
    ("en", "english"),
    ("de", "german"),
    ("fr", "french"),
    ("es", "spanish"),
    ("pt", "portuguese"),
    ("it", "italian"),
    ("nl", "dutch"),
    ("pl", "polish"),
    ("sv", "swedish"),
    ("da", "danish"),
    ("no", "norwegian"),
    ("fi", "finnish"),
    ("ru", "russian"),
    ("uk", "ukrainian"),
    ("cs", "czech"),
    ("hu", "hungarian"),
    ("ro", "romanian"),
    ("tr", "turkish"),
    ("el", "greek"),
    ("ca", "catalan"),
    ("et", "estonian"),
    ("lt", "lithuanian"),
    ("ga", "irish"),
    ("id", "indonesian"),
    ("ar", "arabic"),
    ("hi", "hindi"),
    ("ta", "tamil"),
    ("sr", "serbian"),
    ("eu", "basque"),
    // Scripts that are not stemmed.
    ("zh", ""),
];

/// A value that begins with this character plus a language's number is in that language. The characters are for private use
/// and so in no text.
const FIRST_MARK: u32 = 0xE000;

impl Language {
    /// What is assumed of an article that nothing is known of.
    pub const ENGLISH: Self = Self(0);

    /// The language of a code as front matter has it: `de`, `de-AT`, `pt_BR`, `German`.
    pub fn from_code(code: &str) -> Option<Self> {
        let code = code.trim().to_ascii_lowercase();
        let short = code.split(['-', '_']).next().unwrap_or("");
        let short = if matches!(short, "nb" | "nn") { "no" } else { short };
        let short = if matches!(short, "ja" | "ko" | "th" | "vi") { "zh" } else { short };
        let at = LANGUAGES.iter().position(|(iso, name)| *iso == short || (*name == code && !name.is_empty()))?;
        Some(Self(at as u8))
    }

    /// The language that a path tells: a suffix of the name (`guide.de.md`), else a folder named like a language.
    pub fn of_path(path: &str) -> Option<Self> {
        let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
        // `guide.de.md`
        let suffix = name.rsplit('.').nth(1).filter(|suffix| suffix.len() == 2);
        let folder = |segment: &&str| {
            let bytes = segment.as_bytes();
            bytes.len() == 2 || (bytes.len() == 5 && matches!(bytes.get(2), Some(b'-' | b'_')))
        };
        suffix.into_iter().chain(folders.split('/').filter(folder)).find_map(Self::from_code)
    }

    /// Its ISO 639-1 code.
    pub fn code(self) -> &'static str {
        LANGUAGES.get(usize::from(self.0)).map_or("en", |language| language.0)
    }

    /// The name of its stemmer; empty for scripts that are not stemmed.
    pub fn stemmer(self) -> &'static str {
        LANGUAGES.get(usize::from(self.0)).map_or("", |language| language.1)
    }

    /// Whether its words are cut into signs rather than stemmed.
    pub fn is_unstemmed(self) -> bool {
        self.stemmer().is_empty()
    }

    /// The character that marks a value, and a stem, as being of this language.
    pub fn mark(self) -> char {
        char::from_u32(FIRST_MARK + u32::from(self.0)).unwrap_or('\u{E000}')
    }

    /// The language that a value is marked with, and the value without the mark.
    pub fn unmark(value: &str) -> (Self, &str) {
        let first = value.chars().next();
        let number = first.and_then(|mark| u32::from(mark).checked_sub(FIRST_MARK));
        match (first, number.filter(|&number| (number as usize) < LANGUAGES.len())) {
            (Some(mark), Some(number)) => (Self(number as u8), value.get(mark.len_utf8()..).unwrap_or("")),
            _ => (Self::ENGLISH, value),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_names_and_folders_tell_the_language() {
        let code = |code: &str| Language::from_code(code).map(Language::code);
        assert_eq!(
            [code("de-AT"), code("German"), code("pt_BR"), code("xx")],
            [Some("de"), Some("de"), Some("pt"), None]
        );
        let path = |path: &str| Language::of_path(path).map(Language::code);
        assert_eq!([path("files/de/web/a.md"), path("a.pl.md"), path("docs/guide.md")], [Some("de"), Some("pl"), None]);
    }

    #[test]
    fn a_mark_is_read_back() {
        let german = Language::from_code("de").unwrap();
        assert_eq!(Language::unmark(&format!("{}wort", german.mark())), (german, "wort"));
        assert_eq!(Language::unmark("word"), (Language::ENGLISH, "word"));
    }
}
