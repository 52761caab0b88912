//! What hrefs mean to Docusaurus beside URLs and paths of files.

use std::borrow::Cow;

use crate::site::plan::Form;

/// The form of an href as it stands in Markdown or in an attribute of a component.
pub(super) fn form(href: &str) -> Form<'_> {
    if let Some(path) = href.strip_prefix("@site/") {
        return Form::Content(Cow::Borrowed(path));
    }
    if let Some(url) = href.strip_prefix("pathname://") {
        return Form::Elsewhere(Cow::Borrowed(url));
    }
    if href.starts_with('{') {
        return expression(href).unwrap_or(Form::Unknown);
    }
    Form::Plain
}

/// `{useBaseUrl('/x')}` is the URL `/x`, `{require('@site/static/x.png').default}` a file.
fn expression(href: &str) -> Option<Form<'_>> {
    let (call, rest) = href.trim_start_matches('{').trim_start().split_once('(')?;
    let rest = rest.trim_start();
    let quote = rest.chars().next().filter(|c| matches!(c, '\'' | '"' | '`'))?;
    let (text, behind) = rest.get(1..)?.split_once(quote)?;
    let alone = behind.trim_start().starts_with([')', ',']);
    match call.trim() {
        _ if !alone || text.contains("${") => None,
        "useBaseUrl" | "withBaseUrl" => Some(Form::Url(Cow::Owned(format!("/{}", text.trim_start_matches('/'))))),
        "require" => match text.strip_prefix("@site/") {
            Some(path) => Some(Form::Content(Cow::Borrowed(path))),
            None if text.starts_with('.') => Some(Form::Url(Cow::Borrowed(text))),
            None => None,
        },
        _ => None,
    }
}
