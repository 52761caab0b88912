//! Links from the root of the host on a site that is served below a path.

use crate::site::Site;
use crate::site::url_path::{decode, is_source, join, key, path_of};

use super::Published;

impl Site {
    /// Whether a link from the root forgets the path that the site is served under: `/about/` where the page is
    /// `/handbook/about/`. Another site may be served at the root, so only what is the path of a page or file of this one is
    /// taken for a mistake; and never `/` itself, where there is always something.
    pub(super) fn lacks_base(&self, published: &Published, href: &str, scratch: &mut String) -> bool {
        let path = path_of(href);
        if self.base_path.is_none() || self.below_base(path).len() != path.len() {
            return false;
        }
        let path = decode(path);
        if !join(scratch, "", &path) || scratch.is_empty() {
            return false;
        }
        let source = || is_source(scratch) && self.map.url(key(scratch), false).is_some();
        let slash = if path.ends_with('/') { "/" } else { "" };
        source() || published.served.at(&format!("{scratch}{slash}")).is_some()
    }
}
