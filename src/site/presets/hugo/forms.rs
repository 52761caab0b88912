//! What Hugo's shortcodes make of a target: `ref`, `relref`, and those of a site's own that are handed one.

use std::borrow::Cow;

use crate::site::calls::Call;
use crate::site::plan::Form;

/// Names of arguments that hold a target.
const ARGUMENTS: [&str; 5] = ["link", "href", "url", "to", "page"];

pub(super) fn form(href: &str) -> Form<'_> {
    if !href.contains("{{") {
        return Form::Plain;
    }
    let Some(call) = Call::first(href) else { return Form::Unknown };
    if call.is_statement || call.behind.contains("{{") {
        return Form::Unknown;
    }
    let name = call.name();
    if call.before.is_empty() && matches!(name, "ref" | "relref") {
        let Some(path) = call.named("path").or_else(|| call.argument()) else { return Form::Unknown };
        // `ref . "a.md"` is how templates say it, and some writers.
        let path = if path == "." { second(&call).unwrap_or(path) } else { path };
        return Form::Ref { path: call.with_behind(path), language: call.named("lang") };
    }
    let value = ARGUMENTS.iter().find_map(|argument| call.named(argument));
    match value.filter(|value| call.before.is_empty() && !value.is_empty()) {
        Some(value) => Form::Value(Cow::Borrowed(value)),
        None => Form::Unknown,
    }
}

fn second<'h>(call: &Call<'h>) -> Option<&'h str> {
    call.words.iter().skip(1).filter(|word| word.name.is_empty()).nth(1).map(|word| word.text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_name_articles_or_hand_on_values() {
        let named = |path: &'static str, language| Form::Ref { path: path.into(), language };
        assert_eq!(form("{{< ref \"a.md#x\" >}}"), named("a.md#x", None));
        assert_eq!(form("{{% relref path=\"/a\" lang=\"de\" %}}#y"), named("/a#y", Some("de")));
        assert_eq!(form("{{< card link=\"/x\" >}}"), Form::Value("/x".into()));
        assert_eq!(form("{{< param version >}}"), Form::Unknown);
        assert_eq!(form("/a/"), Form::Plain);
    }
}
