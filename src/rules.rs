//! The registry of rules. A rule is one file in its family's folder, a `mod` line in the family's file, and a line
//! here; names, documentation, configuration, suppression and reports all follow from that line.

mod keywords;
mod links;
mod reading;
mod structure;
mod tally;
mod wording;

use crate::audit::Entry;

/// A line of the registry: `family::file::Rule` and the rule's name, which is the file's name in kebab case.
macro_rules! rule {
    ($family:ident :: $file:ident :: $rule:ident, $name:literal) => {
        Entry {
            name: $name,
            family: stringify!($family),
            source: include_str!(concat!("rules/", stringify!($family), "/", stringify!($file), ".rs")),
            rule: &$family::$file::$rule,
        }
    };
}

/// Every rule, by family and name.
pub static RULES: &[Entry] = &[
    rule!(keywords::competing_anchor::CompetingAnchor, "competing-anchor"),
    rule!(keywords::contested_keyword::ContestedKeyword, "contested-keyword"),
    rule!(keywords::keyword_cannibalization::KeywordCannibalization, "keyword-cannibalization"),
    rule!(keywords::keyword_not_in_title::KeywordNotInTitle, "keyword-not-in-title"),
    rule!(keywords::missing_keyword::MissingKeyword, "missing-keyword"),
    rule!(keywords::near_duplicate::NearDuplicate, "near-duplicate"),
    rule!(keywords::owner_not_linked::OwnerNotLinked, "owner-not-linked"),
    rule!(links::conflicting_anchor::ConflictingAnchor, "conflicting-anchor"),
    rule!(links::dead_fragment::DeadFragment, "dead-fragment"),
    rule!(links::dead_link::DeadLink, "dead-link"),
    rule!(links::empty_anchor::EmptyAnchor, "empty-anchor"),
    rule!(links::link_to_draft::LinkToDraft, "link-to-draft"),
    rule!(links::link_to_redirect::LinkToRedirect, "link-to-redirect"),
    rule!(links::link_to_translation::LinkToTranslation, "link-to-translation"),
    rule!(links::missing_image::MissingImage, "missing-image"),
    rule!(links::placeholder_link::PlaceholderLink, "placeholder-link"),
    rule!(links::redirect_loop::RedirectLoop, "redirect-loop"),
    rule!(links::repeated_link::RepeatedLink, "repeated-link"),
    rule!(links::self_link::SelfLink, "self-link"),
    rule!(links::too_many_links::TooManyLinks, "too-many-links"),
    rule!(links::vague_anchor::VagueAnchor, "vague-anchor"),
    rule!(reading::duplicate_url::DuplicateUrl, "duplicate-url"),
    rule!(reading::malformed_front_matter::MalformedFrontMatter, "malformed-front-matter"),
    rule!(reading::unfilled_variable::UnfilledVariable, "unfilled-variable"),
    rule!(reading::unreadable_article::UnreadableArticle, "unreadable-article"),
    rule!(structure::dead_end::DeadEnd, "dead-end"),
    rule!(structure::draft_fed::DraftFed, "draft-fed"),
    rule!(structure::island::Island, "island"),
    rule!(structure::list_only::ListOnly, "list-only"),
    rule!(structure::orphan::Orphan, "orphan"),
    rule!(structure::too_deep::TooDeep, "too-deep"),
    rule!(structure::weak_inbound::WeakInbound, "weak-inbound"),
];

/// The rule of this name.
pub fn find(name: &str) -> Option<&'static Entry> {
    RULES.iter().find(|entry| entry.name == name)
}
