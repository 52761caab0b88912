//! The preset `plain`: files are served where they lie, folders may be mounted elsewhere, and front matter may name a
//! slug, a permalink and aliases.
//!
//! A preset turns an article into the URL keys it answers to; what it may assume about its generator ends here.

use crate::corpus::Article;
use crate::text::slug;

use crate::site::map::url_key;
use crate::site::mounts::Mount;
use crate::site::url_path::{compose, decode, join, key, parent};

/// The URL keys of one article.
#[derive(Debug, Default)]
pub(in crate::site) struct UrlKeys {
    /// The one it is known by.
    pub(in crate::site) primary: String,
    /// Others that lead to it.
    pub(in crate::site) more: Vec<String>,
    /// Those that redirect to it.
    pub(in crate::site) aliases: Vec<String>,
    /// Whether a mount serves it elsewhere than where its file lies.
    pub(in crate::site) moved: bool,
}

/// The source key of an article: its path without extension and `index`.
pub(in crate::site) fn source_key(article: &Article) -> String {
    compose(key(&article.path).into()).into_owned()
}

/// The URL keys of `article` under `mounts`, longest folder first.
pub(in crate::site) fn url_keys(article: &Article, source: &str, mounts: &[Mount]) -> UrlKeys {
    let mounted = mounts.iter().find_map(|mount| mount.apply(source));
    let moved = mounted.as_deref().is_some_and(|mounted| mounted != source);
    let mut primary = mounted.unwrap_or_else(|| source.to_owned());
    let mut more = Vec::new();
    let readme = article.is_folder_page() && article.stem().eq_ignore_ascii_case("readme");
    if readme {
        let folder = parent(&primary).to_owned();
        more.push(std::mem::replace(&mut primary, folder));
    }
    let named = match (&article.metadata.permalink, &article.metadata.slug) {
        (Some(permalink), _) if permalink.starts_with('/') && !permalink.contains([':', '{']) => {
            Some(url_key(permalink))
        }
        (_, Some(slug)) if slug.starts_with('/') => Some(url_key(slug)),
        (_, Some(slug)) => respelled(&primary, slug)
            .or_else(|| (!article.is_folder_page()).then(|| url_key(&format!("{}/{slug}", parent(&primary))))),
        _ => None,
    };
    if let Some(named) = named {
        more.push(std::mem::replace(&mut primary, named));
    }
    if !slug::is_segment(&primary) {
        more.push(slug::segment(&primary));
    }
    let mut aliases = Vec::new();
    for alias in article.metadata.aliases.iter().filter(|alias| alias.contains('/') && !alias.contains("://")) {
        let folder = if alias.starts_with('/') { "" } else { parent(&primary) };
        aliases.push(url_key(&format!("{folder}/{alias}")));
    }
    UrlKeys { primary, more, aliases, moved }
}

/// `key` with its end as `slug` spells it, if both name the same place: `de/web/css` and `Web/CSS`.
fn respelled(key: &str, slug: &str) -> Option<String> {
    let slug = slug.trim_matches('/');
    let segments: Vec<&str> = key.split('/').collect();
    let (before, end) = segments.split_at_checked(segments.len().checked_sub(slug.split('/').count())?)?;
    let first = slug.split('/').next()?;
    end.first()?.eq_ignore_ascii_case(first).then(|| {
        let mut out = String::new();
        join(&mut out, &before.join("/"), &decode(slug));
        out
    })
}
