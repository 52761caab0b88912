//! The plan: every article's name, role and planted defects, settled before anything is written. Only this part runs on
//! one core; with it, each article can be written on its own, in any order.

use std::collections::HashSet;

use super::prose::Writer;
use super::random::Random;
use super::words::{CATEGORIES, Lexicon};

/// What an article is, as a whole. All but `Plain` and `Draft` are findings, and no article has two roles.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Plain,
    /// Not published; no finding of its own.
    Draft,
    /// Linked by nobody.
    Orphan,
    /// Linked by drafts only.
    DraftFed,
    /// Links to no other article.
    DeadEnd,
    /// Not UTF-8, or with a NUL byte; linked by nobody.
    Unreadable,
    /// Its front matter cannot be parsed.
    Malformed,
    /// A second file answers to the same URL.
    Duplicate,
}

/// A defect of one link.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Defect {
    DeadLink,
    DeadFragment,
    Placeholder,
    SelfLink,
    LinkToDraft,
    VagueAnchor,
    EmptyAnchor,
}

/// How many articles in 10,000 get each role, and at least one does.
const ROLES: [(Role, usize); 7] = [
    (Role::Draft, 150),
    (Role::Orphan, 100),
    (Role::DraftFed, 40),
    (Role::DeadEnd, 70),
    (Role::Unreadable, 5),
    (Role::Malformed, 30),
    (Role::Duplicate, 10),
];

/// How many articles in 10,000 get each defect, and at least one does.
const DEFECTS: [(Defect, usize); 7] = [
    (Defect::DeadLink, 300),
    (Defect::DeadFragment, 150),
    (Defect::Placeholder, 100),
    (Defect::SelfLink, 100),
    (Defect::LinkToDraft, 100),
    (Defect::VagueAnchor, 200),
    (Defect::EmptyAnchor, 50),
];

/// One article before it is written.
pub(crate) struct Planned {
    /// The file name without `.md`, and the last part of the URL.
    pub(crate) stem: String,
    pub(crate) title: String,
    pub(crate) keyword: String,
    pub(crate) content_type: &'static str,
    pub(crate) category: usize,
    pub(crate) tool: usize,
    pub(crate) date: String,
    pub(crate) role: Role,
    pub(crate) defects: Vec<Defect>,
    /// For a draft: the draft-fed articles that it links to.
    pub(crate) feeds: Vec<usize>,
}

impl Planned {
    /// The URL path that other articles use.
    pub(crate) fn url(&self) -> String {
        format!("/articles/{}/", self.stem)
    }
}

/// The whole corpus before it is written.
pub(crate) struct Plan {
    pub(crate) seed: u64,
    pub(crate) lexicon: Lexicon,
    pub(crate) articles: Vec<Planned>,
    /// The articles that may be linked to, by category, in the order in which hubs list them.
    pub(crate) listed: Vec<Vec<usize>>,
    pub(crate) drafts: Vec<usize>,
    stems: HashSet<String>,
}

impl Plan {
    /// Plans `count` articles; `count` must leave room for one of every role and defect (50 will do).
    pub(crate) fn new(count: usize, seed: u64) -> Plan {
        let mut plan = Plan {
            seed,
            lexicon: Lexicon::new(seed),
            articles: Vec::with_capacity(count),
            listed: vec![Vec::new(); CATEGORIES.len()],
            drafts: Vec::new(),
            stems: HashSet::new(),
        };
        for index in 0..count {
            let planned = plan.name(index);
            plan.articles.push(planned);
        }
        let mut random = Random::lane(seed, 2 << 40);
        plan.assign_roles(&mut random);
        plan.assign_defects(&mut random);
        plan
    }

    /// Gives article `index` a title, and a stem that no other article has.
    fn name(&mut self, index: usize) -> Planned {
        let mut random = Random::lane(self.seed, (3 << 40) + index as u64);
        let category = random.below(CATEGORIES.len());
        let tool = random.below(self.lexicon.tools.len());
        let date = format!("{}-{:02}-{:02}", random.between(2023, 2026), random.between(1, 12), random.between(1, 28));
        let (tool_name, other_tool) = self.lexicon.tools_at(tool);
        let mut writer = Writer { lexicon: &self.lexicon, category, tool: tool_name, other_tool, random };
        loop {
            let keyword = writer.keyword();
            let (content_type, title) = writer.title(&keyword);
            let stem = format!("{date}-{}", slug(&title));
            if self.stems.insert(stem.clone()) {
                let (role, defects, feeds) = (Role::Plain, Vec::new(), Vec::new());
                break Planned { stem, title, keyword, content_type, category, tool, date, role, defects, feeds };
            }
        }
    }

    fn assign_roles(&mut self, random: &mut Random) {
        let mut order: Vec<usize> = (0..self.articles.len()).collect();
        random.shuffle(&mut order);
        let mut fed = Vec::new();
        for (role, rate) in ROLES {
            for _ in 0..share(self.articles.len(), rate) {
                let Some(index) = order.pop() else { return };
                self.articles[index].role = role;
                match role {
                    Role::Draft => self.drafts.push(index),
                    Role::DraftFed => fed.push(index),
                    _ => {}
                }
            }
        }
        for (turn, index) in fed.into_iter().enumerate() {
            let draft = self.drafts[turn % self.drafts.len()];
            self.articles[draft].feeds.push(index);
        }
        for (index, article) in self.articles.iter().enumerate() {
            if matches!(article.role, Role::Plain | Role::DeadEnd | Role::Malformed | Role::Duplicate) {
                self.listed[article.category].push(index);
            }
        }
    }

    fn assign_defects(&mut self, random: &mut Random) {
        let fit = |article: &&mut Planned| matches!(article.role, Role::Plain | Role::Orphan);
        let mut bearers: Vec<&mut Planned> = self.articles.iter_mut().filter(fit).collect();
        let total = bearers.len();
        for (defect, rate) in DEFECTS {
            random.shuffle(&mut bearers);
            for article in bearers.iter_mut().take(share(total, rate)) {
                article.defects.push(defect);
            }
        }
    }

    /// Draws articles for article `from` to link to, all different and none of them itself: mostly of its own
    /// category, and early ones more often, so that a few articles gather most of the links.
    pub(crate) fn targets(&self, from: usize, count: usize, random: &mut Random) -> Vec<usize> {
        let mut targets = Vec::with_capacity(count);
        for _ in 0..count * 8 {
            let own = &self.listed[self.articles[from].category];
            let list = if random.below(10) < 7 { own } else { &self.listed[random.below(self.listed.len())] };
            if list.is_empty() {
                continue;
            }
            let place = random.below(list.len()).min(random.below(list.len()));
            if list[place] != from && !targets.contains(&list[place]) {
                targets.push(list[place]);
            }
            if targets.len() == count {
                break;
            }
        }
        targets
    }

    /// A URL under `/articles/` that looks like that of `target` and that no article answers to.
    pub(crate) fn dead_url(&self, target: usize, random: &mut Random) -> String {
        let planned = &self.articles[target];
        let (date, slug) = planned.stem.split_at(planned.date.len() + 1);
        for _ in 0..20 {
            let mut letters: Vec<u8> = slug.bytes().collect();
            let place = random.below(letters.len() - 1);
            let stem = match random.below(3) {
                0 => {
                    letters.remove(place);
                    format!("{date}{}", String::from_utf8_lossy(&letters))
                }
                1 => {
                    letters.swap(place, place + 1);
                    format!("{date}{}", String::from_utf8_lossy(&letters))
                }
                _ => format!("2022-{:02}-{:02}-{slug}", random.between(1, 12), random.between(1, 28)),
            };
            if !self.stems.contains(&stem) && !stem.contains("--") && !stem.ends_with('-') {
                return format!("/articles/{stem}/");
            }
        }
        format!("/articles/{}-removed/", planned.stem)
    }
}

/// `rate` out of 10,000, at least one.
fn share(total: usize, rate: usize) -> usize {
    (total * rate / 10_000).max(1)
}

/// Lower-case letters and digits with hyphens between them, cut at a word after some 70 characters.
fn slug(title: &str) -> String {
    let mut slug = String::new();
    for word in title.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
        if slug.len() + word.len() > 70 {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(&word.to_ascii_lowercase());
    }
    slug
}
