//! Slugs of blog posts: a date in the path becomes folders.

use crate::corpus::Article;

/// The slug of a post at `path` below the blog's folder.
pub(super) fn slug(path: &str, article: &Article) -> String {
    if let Some(slug) = article.metadata.slug.as_deref() {
        return slug.to_owned();
    }
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    let bare = stem.strip_suffix("/index").unwrap_or(stem);
    let dated = (0..stem.len()).rev().find_map(|at| Some((stem.get(..at)?, date(stem.get(at..)?)?)));
    match dated {
        Some((folder, (date, rest))) => {
            let text = rest.strip_prefix(['-', '/']).unwrap_or(rest);
            let text = text.strip_suffix("/index").unwrap_or(text);
            format!("/{}/{folder}{text}", date.replace('-', "/"))
        }
        None => format!("/{bare}"),
    }
}

/// The date that `text` begins with, `2026-01-31` or `2026/1/31`, and what follows.
fn date(text: &str) -> Option<(&str, &str)> {
    let digits = |from: usize, most: usize| {
        let rest = text.as_bytes().get(from..).unwrap_or(&[]);
        rest.iter().take(most).take_while(|byte| byte.is_ascii_digit()).count()
    };
    let apart = |at: usize| matches!(text.as_bytes().get(at), Some(b'-' | b'/'));
    let year = digits(0, 4);
    let month = digits(year + 1, 2);
    let day = digits(year + month + 2, 2);
    let whole = year == 4 && month > 0 && day > 0 && apart(year) && apart(year + 1 + month);
    whole.then(|| text.split_at_checked(year + month + day + 2)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_become_folders() {
        for (path, expected) in [
            ("2021-08-26-welcome/index.md", "/2021/08/26/welcome"),
            ("2019-5-28-first.mdx", "/2019/5/28/first"),
            ("2020/11/12/a/b.md", "/2020/11/12/a/b"),
            ("news/2020-01-02-x.md", "/2020/01/02/news/x"),
            ("2021-01-01/index.md", "/2021/01/01/index"),
            ("folder/index.md", "/folder"),
            ("plain.md", "/plain"),
        ] {
            assert_eq!(slug(path, &Article::default()), expected);
        }
    }
}
