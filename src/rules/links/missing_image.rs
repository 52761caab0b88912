//! Reports images whose file is not there.
//!
//! ## What it does
//! Looks up the source of every image, in Markdown and in HTML: beside the article, in the folders that are served as they
//! are, at the site's root. An image is missing only where the corpus is known to hold that part of the site; images that
//! templates make or other hosts serve are not judged. Where the generator copies images of Markdown alone, an image in HTML is
//! looked for as browsers do: a file that merely lies beside the article does not reach them.
//!
//! ## Why it matters
//! The reader sees a broken frame where the text promises a picture.
//!
//! ## Example
//! ```markdown index.md
//! ![A teapot](images/teapot.png)
//!
//! ![A kettle](images/kettle.png)
//! ```
//! ```text images/teapot.png
//! (a picture)
//! ```
//! Findings: `index.md:3`
//!
//! ## How to fix
//! Correct the path, add the file, or take the image out.

use crate::audit::{Check, Finding, Findings, Meta, Rule};
use crate::corpus::{ArticleId, Link, LinkKind};
use crate::settings::Severity;
use crate::site::Target;

/// See the file's documentation.
pub(crate) struct MissingImage;

impl Rule for MissingImage {
    fn meta(&self) -> Meta {
        Meta { severity: Severity::Error, options: &[], since: "0.1.0" }
    }

    fn check_article(&self, check: &Check<'_>, id: ArticleId, findings: &mut Findings) {
        if !check.catalog.is_live(id) {
            return;
        }
        for (link, target) in check.catalog.links(id) {
            if link.kind.is_image() && target == Target::Dead {
                findings.push(finding(check, id, link));
            }
        }
    }
}

fn finding(check: &Check<'_>, id: ArticleId, link: &Link) -> Finding {
    let site = &check.catalog.site;
    let beside =
        Some(link).filter(|link| link.kind == LinkKind::ImageTag).and_then(|_| site.file_beside(id, &link.href));
    let (message, help) = match &beside {
        Some(file) => (
            format!("no reader gets to `{}`: the generator leaves HTML as it is", link.href),
            format!("`{file}` is not published; write the image in Markdown, or keep the file in a folder that is"),
        ),
        None => (
            format!("there is no file `{}`", link.href),
            "correct the path, add the file, or take the image out".to_owned(),
        ),
    };
    Finding::at(id, link.place, message).help(help).datum("href", &*link.href).datum("text", &*link.text)
}
