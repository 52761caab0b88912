//! What a site's templates show without being run: whether they make links of their own way, and whether lists have
//! several pages.

use walkdir::WalkDir;

use crate::site::plan::Names;
use crate::site::project::Project;

use super::config::Config;
use super::places::Places;

/// What was seen in the templates.
#[derive(Debug)]
pub(super) struct Templates {
    /// How links of Markdown are read.
    pub(super) links: Names,
    /// How images are found.
    pub(super) images: Names,
    /// Whether a list may have further pages.
    pub(super) paginate: bool,
    /// Ids that stand in them.
    pub(super) ids: Vec<String>,
    /// Words that the hook for links compares its target with.
    pub(super) shorthands: Vec<String>,
}

/// No more templates are looked into than this.
const MOST_FILES: usize = 4000;

impl Templates {
    pub(super) fn look(config: &Config, places: &Places, project: &Project) -> Self {
        let mut seen = Self {
            links: own_way(config, places, "link"),
            images: own_way(config, places, "image"),
            paginate: places.theme_missing,
            ids: Vec::new(),
            shorthands: Vec::new(),
        };
        let themes = config.text(&["themesdir"]).unwrap_or("themes");
        let used = config.texts(&["theme"]).into_iter().map(|theme| format!("{themes}/{theme}/layouts"));
        let modules = ["layouts", "_vendor"].map(str::to_owned);
        for folder in modules.into_iter().chain(used) {
            let files = WalkDir::new(project.root.join(&folder)).into_iter().flatten();
            for file in files.filter(|file| file.file_type().is_file()).take(MOST_FILES) {
                let path = file.path().to_string_lossy().replace('\\', "/");
                if path.contains("/_markup/render-link") {
                    seen.links = Names::Last;
                    seen.shorthands.extend(compared(&std::fs::read_to_string(file.path()).unwrap_or_default()));
                } else if path.contains("/_markup/render-image") {
                    seen.images = Names::Last;
                } else if path.contains("/layouts/") && path.ends_with(".html") {
                    seen.read(&std::fs::read_to_string(file.path()).unwrap_or_default());
                }
            }
        }
        seen.ids.sort_unstable();
        seen.ids.dedup();
        seen
    }

    fn read(&mut self, template: &str) {
        self.paginate |= template.contains(".Paginat");
        for (at, _) in template.match_indices("id=") {
            let value = template.get(at + 3..).unwrap_or("");
            let value = value.trim_start_matches(['"', '\'']);
            let end = value
                .find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_' | ':' | '.')))
                .unwrap_or(value.len());
            // One that an expression completes is not known.
            let known = end > 0 && !value.get(end..).unwrap_or("").starts_with('{');
            self.ids.extend(value.get(..end).filter(|_| known).map(str::to_owned));
        }
    }
}

/// The words that a hook for links compares the target with: `eq .Destination "g"`.
fn compared(hook: &str) -> Vec<String> {
    let is_operand = |word: &&str| word.starts_with(['.', '$', '"', '`']);
    let assigned = hook.lines().filter(|line| line.contains(".Destination")).filter_map(|line| line.split_once(":="));
    let variables: Vec<&str> = assigned.filter_map(|(before, _)| before.split_whitespace().next_back()).collect();
    let is_target = |operand: &str| {
        let whole = operand.strip_suffix(".String").unwrap_or(operand);
        matches!(whole, ".Destination" | "$.Destination") || variables.contains(&whole)
    };
    let literal = |operand: &str| {
        let quote = ['"', '`'].into_iter().find(|quote| operand.starts_with(*quote))?;
        Some(operand.strip_prefix(quote)?.strip_suffix(quote)?.to_owned())
    };
    let pair = |behind: &str| {
        let operands = behind.split([' ', '\t', ')', '}', '\n']).filter(|word| !word.is_empty()).take_while(is_operand);
        let operands: Vec<&str> = operands.collect();
        if !operands.iter().any(|operand| is_target(operand)) {
            return Vec::new();
        }
        operands.into_iter().filter_map(literal).collect()
    };
    // `eq` takes any number of values to compare the first one with.
    hook.split("eq ").skip(1).flat_map(pair).collect()
}

/// Whether Hugo's own hook for `what` is at work: by the configuration, else where the site has languages.
fn own_way(config: &Config, places: &Places, what: &str) -> Names {
    if places.theme_missing {
        return Names::Last;
    }
    let hooks = ["markup", "goldmark", "renderhooks", what];
    let said = config.text(&[&hooks[..], &["useembedded"]].concat());
    let older = config.get(&[&hooks[..], &["enabledefault"]].concat()).and_then(serde_json::Value::as_bool);
    let has_languages = config.table(&["languages"]).next().is_some();
    let shares = !config.flag(&["markup", "goldmark", "duplicateresourcefiles"]);
    match (said, older) {
        (Some("always" | "fallback"), _) | (_, Some(true)) => Names::First,
        (Some("never"), _) | (_, Some(false)) => Names::Never,
        _ if has_languages && shares => Names::First,
        _ => Names::Never,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_a_hook_compares_its_target_with() {
        let hook = "{{ $u := urls.Parse .Destination }}{{ if eq $u.Scheme \"https\" }}{{ else if eq $u.String \"g\" }}\n\
                    {{- else if or (eq .Destination \"term\" `t`) (eq \"x\" $.Destination) }}{{ if eq .Title \"no\" }}";
        assert_eq!(compared(&hook.replace("}}{{ if", "}}\n{{ if")), ["g", "term", "t", "x"]);
    }
}
