//! Links that code of the site writes anew before they are read.

use crate::corpus::{ArticleId, LinkKind};
use crate::site::Site;
use crate::site::href::{Href, classify};
use crate::site::plan::Rewritten;
use crate::site::url_path::{decode, join, path_of};

use super::Published;

impl Site {
    /// Whether code of the site may lead `href`, written in article `from`, to somewhere else.
    pub(super) fn may_be_rewritten(
        &self,
        published: &Published,
        from: ArticleId,
        href: &str,
        kind: LinkKind,
        scratch: &mut String,
    ) -> bool {
        let Href::Relative(path) = classify(href) else { return false };
        match published.reading.rewritten {
            Rewritten::Never => false,
            Rewritten::Links if !kind.is_image() => true,
            _ => self.leads_out(published, from, &decode(path_of(path)), scratch),
        }
    }

    /// Whether the path of a file leads out of the content folder that the article lies in.
    fn leads_out(&self, published: &Published, from: ArticleId, path: &str, scratch: &mut String) -> bool {
        let Some(folder) = published.content(from).first() else { return false };
        !join(scratch, self.folder(from), path) || folder.path(scratch).is_none()
    }
}
