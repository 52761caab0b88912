//! Where content lies: the languages of a site, the folders that are mounted as content or served as they are, and which file
//! is which article in which language.

use serde_json::Value;

use crate::site::project::{Project, joined, strip_folder};

use super::config::{Config, texts};
use super::globs;

/// A language of the site.
#[derive(Debug)]
pub(super) struct Language {
    pub(super) code: String,
    /// What stands before its URLs: `/de`, or nothing.
    pub(super) prefix: String,
    /// Whether nothing in it is published.
    pub(super) disabled: bool,
}

/// A folder or file that is mounted.
#[derive(Debug)]
pub(super) struct Mount {
    /// In the project.
    pub(super) source: String,
    /// Below the root of content, or of what is served as it is.
    pub(super) target: String,
    /// Languages, as positions; empty for what the names of files say.
    pub(super) languages: Vec<usize>,
    /// Globs of files, those with `!` left out.
    files: Vec<String>,
}

/// Languages and folders of a site.
#[derive(Debug, Default)]
pub(super) struct Places {
    pub(super) languages: Vec<Language>,
    /// The position of the language that files are in whose name says none.
    pub(super) default: usize,
    pub(super) content: Vec<Mount>,
    pub(super) statics: Vec<Mount>,
    /// Paths below the content root that are mounted from elsewhere.
    pub(super) elsewhere: Vec<String>,
    /// Whether a theme or module is not here, which may bring files and templates of its own.
    pub(super) theme_missing: bool,
}

impl Places {
    pub(super) fn read(config: &Config, project: &Project) -> Self {
        let mut places = Self::default();
        places.languages(config);
        let mounts: Vec<&Value> = config.tables(&["module", "mounts"]).collect();
        places.mount(Some(""), &mounts, project);
        if places.content.is_empty() {
            places.content_folders(config, project);
        }
        if places.statics.is_empty() {
            places.static_folders(config);
        }
        places.themes(config, project);
        places
    }

    fn languages(&mut self, config: &Config) {
        let mut coded: Vec<(i64, &String, &Value)> = config
            .table(&["languages"])
            .filter(|(_, value)| value.is_object())
            .map(|(code, value)| (value.get("weight").and_then(Value::as_i64).unwrap_or(0), code, value))
            .collect();
        // Those without a weight come last.
        coded.sort_by_key(|(weight, code, _)| (*weight == 0, *weight, (*code).clone()));
        let said = config.text(&["defaultcontentlanguage"]).map(str::to_lowercase);
        let has = |code: &str| coded.iter().any(|(_, known, _)| *known == code);
        let first = coded.first().map(|(_, code, _)| (*code).clone());
        let default = match said {
            Some(said) => said,
            None if has("en") => "en".to_owned(),
            None => first.unwrap_or_else(|| "en".to_owned()),
        };
        let off = config.texts(&["disablelanguages"]);
        let in_folder = config.flag(&["defaultcontentlanguageinsubdir"]);
        if !has(&default) {
            let prefix = if in_folder { format!("/{default}") } else { String::new() };
            self.languages.push(Language { code: default.clone(), prefix, disabled: false });
        }
        for (_, code, value) in coded {
            let prefix = if *code == default && !in_folder { String::new() } else { format!("/{code}") };
            let disabled = off.iter().any(|off| off.eq_ignore_ascii_case(code))
                || value.get("disabled").and_then(Value::as_bool).unwrap_or(false);
            self.languages.push(Language { code: code.clone(), prefix, disabled });
        }
        self.default = self.languages.iter().position(|language| language.code == default).unwrap_or(0);
    }

    fn content_folders(&mut self, config: &Config, project: &Project) {
        let all = config.text(&["contentdir"]).unwrap_or("content");
        let said = |code: &str| config.text(&["languages", code, "contentdir"]).map(str::to_owned);
        let folders = |folder: &dyn Fn(&str) -> Option<String>| -> Vec<(usize, String)> {
            let each = self.languages.iter().enumerate();
            each.filter_map(|(at, one)| Some((at, folder(&one.code)?))).collect()
        };
        let mut own = folders(&said);
        let named = |code: &str| Some(format!("{}/{code}", clean(all))).filter(|folder| project.has_folder(folder));
        if own.is_empty() && self.languages.len() > 1 {
            // Folders that are called like all of the languages are theirs, whoever mounts them.
            own = Some(folders(&named)).filter(|own| own.len() == self.languages.len()).unwrap_or_default();
        }
        let general = own.len() < self.languages.len();
        for (language, folder) in own {
            self.content.push(Mount::plain(&folder, vec![language]));
        }
        if general && !self.content.iter().any(|mount| mount.source == clean(all)) {
            self.content.push(Mount::plain(all, Vec::new()));
        }
    }

    fn static_folders(&mut self, config: &Config) {
        let mut folders = config.texts(&["staticdir"]);
        for language in &self.languages {
            folders.extend(config.texts(&["languages", &language.code, "staticdir"]));
        }
        if folders.is_empty() {
            folders.push("static");
        }
        self.statics.extend(folders.into_iter().map(|folder| Mount::plain(folder, Vec::new())));
    }

    /// Adds `mounts`, whose sources lie below `base`; `None` if that is not here.
    fn mount(&mut self, base: Option<&str>, mounts: &[&Value], project: &Project) {
        for mount in mounts {
            let text = |key: &str| mount.get(key).and_then(Value::as_str);
            let (Some(source), Some(target)) = (text("source"), text("target")) else { continue };
            let source = joined(base.unwrap_or(""), &clean(source));
            let target = clean(target);
            let there = base.is_some() && exists(project, &source);
            let at = |root: &str| strip_folder(&target, root).map(str::to_owned);
            if let Some(target) = at("content") {
                match there {
                    true => {
                        let (languages, files) = (self.named_in(mount), listed(mount));
                        self.content.push(Mount { source, target, languages, files });
                    }
                    false => self.elsewhere.push(strip_article(&target)),
                }
            } else if let Some(target) = at("static") {
                match there {
                    true => self.statics.push(Mount { source, target, languages: Vec::new(), files: listed(mount) }),
                    false => self.theme_missing = true,
                }
            }
        }
    }

    /// The languages that a mount is for.
    fn named_in(&self, mount: &Value) -> Vec<usize> {
        let matrix =
            mount.get("sites").and_then(|sites| sites.get("matrix")).and_then(|matrix| matrix.get("languages"));
        let mut names = matrix.map(texts).unwrap_or_default();
        names.extend(mount.get("lang").map(texts).unwrap_or_default());
        let named = |code: &str| names.iter().any(|name| globs::matches(&name.to_lowercase(), code));
        (0..self.languages.len()).filter(|at| named(&self.languages[*at].code)).collect()
    }

    /// What themes and modules bring.
    fn themes(&mut self, config: &Config, project: &Project) {
        let folder = config.text(&["themesdir"]).unwrap_or("themes");
        let themes = config.texts(&["theme"]).into_iter().map(|name| (name, None));
        let imports = config
            .tables(&["module", "imports"])
            .filter(|import| !import.get("disable").and_then(Value::as_bool).unwrap_or(false));
        let imports = imports.filter_map(|import| Some((import.get("path")?.as_str()?, import.get("mounts"))));
        for (name, mounts) in themes.chain(imports) {
            let places = [joined(&clean(folder), name), format!("_vendor/{name}")];
            let here = places.into_iter().find(|place| !project.list(place).is_empty());
            let mounts: Vec<&Value> = mounts.and_then(Value::as_array).into_iter().flatten().collect();
            match here {
                Some(place) if mounts.is_empty() => {
                    self.content.push(Mount::plain(&joined(&place, "content"), Vec::new()));
                    self.statics.push(Mount::plain(&joined(&place, "static"), Vec::new()));
                }
                Some(place) => self.mount(Some(&place), &mounts, project),
                None => {
                    self.theme_missing = true;
                    self.mount(None, &mounts, project);
                }
            }
        }
        self.elsewhere.retain(|target| !target.is_empty());
    }

    /// Which articles the file at `path` of the project is: the position of the mount, the language, and the path below
    /// the content root with the suffix of the language gone.
    pub(super) fn of(&self, path: &str) -> Vec<(usize, usize, String)> {
        let mut found: Vec<(usize, usize, String)> = Vec::new();
        for (rank, mount) in self.content.iter().enumerate() {
            let Some(inside) = strip_folder(path, &mount.source).filter(|inside| mount.takes(inside)) else { continue };
            let (inside, suffix) = self.without_suffix(inside);
            let path = joined(&mount.target, &inside);
            let languages = match suffix {
                Some(language) => vec![language],
                None if mount.languages.is_empty() => vec![self.default],
                None => mount.languages.clone(),
            };
            for language in languages {
                if !found.iter().any(|known| known.1 == language && known.2 == path) {
                    found.push((rank, language, path.clone()));
                }
            }
        }
        found
    }

    /// A path without the suffix of a language before its extension, and that language.
    fn without_suffix(&self, path: &str) -> (String, Option<usize>) {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let parts: Vec<&str> = name.split('.').collect();
        let language = |part: &str| {
            let part = part.to_lowercase();
            self.languages.iter().position(|language| language.code == part)
        };
        let inner = 1..parts.len().saturating_sub(1);
        let found = inner.rev().find_map(|at| Some((at, language(parts[at])?)));
        let Some((at, language)) = found else { return (path.to_owned(), None) };
        let extension = parts.last().copied().unwrap_or("");
        let stem = parts.get(..at).unwrap_or(&[]).join(".");
        (joined(folder, &format!("{stem}.{extension}")), Some(language))
    }
}

impl Mount {
    fn plain(source: &str, languages: Vec<usize>) -> Self {
        Self { source: clean(source), target: String::new(), languages, files: Vec::new() }
    }

    /// Whether the file at `path` below the source is mounted.
    fn takes(&self, path: &str) -> bool {
        let path = format!("/{}", path.to_lowercase());
        let matches = |glob: &str| globs::matches(&format!("/{}", glob.trim().trim_start_matches('/')), &path);
        let (not, only): (Vec<_>, Vec<_>) = self.files.iter().partition(|glob| glob.starts_with('!'));
        let left_out = not.iter().any(|glob| matches(glob.trim_start_matches('!')));
        !left_out && (only.is_empty() || only.iter().any(|glob| matches(glob)))
    }
}

/// The globs of files of a mount, in either way of writing them.
fn listed(mount: &Value) -> Vec<String> {
    let list = |key: &str| mount.get(key).map(texts).unwrap_or_default();
    let lower = |glob: &str| glob.to_lowercase().replace("! ", "!");
    let files = list("files").into_iter().chain(list("includefiles")).map(lower);
    files.chain(list("excludefiles").into_iter().map(|glob| format!("!{}", lower(glob)))).collect()
}

fn exists(project: &Project, source: &str) -> bool {
    project.first_file(&[source]).is_some() || !project.list(source).is_empty()
}

fn clean(folder: &str) -> String {
    folder.trim_start_matches("./").trim_matches('/').to_owned()
}

/// A mounted file as the page that it becomes.
fn strip_article(target: &str) -> String {
    let stem = crate::site::url_path::strip_extension(target).unwrap_or(target);
    crate::site::url_path::key(stem).to_owned()
}
