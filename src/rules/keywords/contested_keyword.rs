//! Reports articles that claim a keyword which another article owns.
//!
//! ## What it does
//! An article owns the keywords of `owns:` in its front matter and those that `cannibalization: {owns: {keyword: article}}` in
//! `linkwright.yaml` gives it. Whoever else says `owns:` for the same keyword, or is written for it, is reported.
//! Keywords are the same whatever their case, order, inflection and small words; the configuration counts more than front
//! matter, then the first by path.
//!
//! ## Why it matters
//! Ownership is a decision somebody made. A second claimant undoes it, mostly unawares.
//!
//! ## Example
//! ```markdown index.md
//! On [green tea](green.md) and on [leaves](leaves.md).
//! ```
//! ```markdown green.md
//! ---
//! owns: [green tea]
//! ---
//! From [leaves](leaves.md).
//! ```
//! ```markdown leaves.md
//! ---
//! primary_keyword: Green Teas
//! ---
//! For [green tea](green.md).
//! ```
//! Findings: `leaves.md`
//!
//! ## How to fix
//! Write the second article for another keyword, or change the owner.

use crate::audit::{Check, Finding, Findings, Meta, Rule};
use crate::cannibalization::claims;
use crate::rules::wording::path;
use crate::settings::Severity;

/// See the file's documentation.
pub(crate) struct ContestedKeyword;

impl Rule for ContestedKeyword {
    fn meta(&self) -> Meta {
        Meta { severity: Severity::Error, options: &[], since: "0.1.0" }
    }

    fn check_corpus(&self, check: &Check<'_>, findings: &mut Findings) {
        let catalog = check.catalog;
        let (claims, unknown) = claims(catalog);
        for named in unknown {
            findings.not_judged(format!(
                "`contested-keyword`: `cannibalization.owns` in `linkwright.yaml` names `{named}`, which is no article here"
            ));
        }
        for claims in claims {
            let Some((owner, others)) = claims.split_first() else { continue };
            for claim in others {
                let (keyword, by) = (claim.keyword.replace('\n', " "), path(catalog, owner.article));
                let finding = Finding::about(claim.article, format!("claims “{keyword}”, which `{by}` owns"))
                    .help("write it for another keyword, or change the owner")
                    .datum("keyword", keyword)
                    .datum("owner", by)
                    .related(owner.article, None, owner.by.told());
                findings.push(finding);
            }
        }
    }
}
