//! A draft held against the corpus before it is written or published: who owns its keyword already, how close the nearest
//! articles are, and which of its words nobody has taken yet.

use std::path::Path;

use rayon::prelude::*;

use super::address::own_title;
use super::lexicon::Lexicon;
use super::ownership::Folder;
use super::signals::Signals;
use super::texts::{Raw, Texts};
use super::tool_names::ToolNames;
use super::topic::Topic;
use super::{claims, rarity, topics, versions};
use crate::catalog::Catalog;
use crate::corpus::{self, Article, ArticleId};
use crate::similarity::Terms;

/// So many of the nearest articles are told.
const MOST: usize = 10;
/// What is further away is no rival.
const FAR: f32 = 0.25;

/// What became of a draft.
#[derive(Clone, Debug)]
pub struct Checked {
    /// Its title.
    pub title: String,
    /// Its keyword.
    pub keyword: Option<String>,
    /// The article that owns its keyword by decree, unless it is the draft itself.
    pub owner: Option<ArticleId>,
    /// Articles that declare the same keyword.
    pub same_keyword: Vec<ArticleId>,
    /// The nearest articles, the nearest first.
    pub rivals: Vec<Rival>,
    /// The words of its title and keyword that no rival has in its own.
    pub free: Vec<String>,
}

/// An article near a draft.
#[derive(Clone, Debug)]
pub struct Rival {
    /// The article.
    pub article: ArticleId,
    /// How near, 0 to 1.
    pub score: f32,
    /// Why.
    pub signals: Signals,
}

/// Holds the draft in `file`, whose text is `text`, against the corpus. `itself` is the draft if it is an article of the corpus.
pub fn check(catalog: &Catalog, file: &Path, text: &str, itself: Option<ArticleId>) -> Checked {
    let name = file.file_name().map_or_else(|| "draft.md".to_owned(), |name| name.to_string_lossy().into_owned());
    let outside;
    let draft = match itself {
        Some(id) => catalog.article(id),
        None => {
            outside = corpus::article(name, text, &catalog.settings);
            &outside
        }
    };
    let (mut judged, _) = versions::judged(catalog);
    if let Some(flag) = itself.and_then(|id| judged.get_mut(id.index())) {
        *flag = false;
    }
    let tools = ToolNames::of(&catalog.articles, &catalog.tools);
    let others = topics(catalog, &judged, &tools);
    let rarity = rarity(&others, &judged);
    let texts = Texts::read(catalog, &judged);
    let mut terms = Terms::default();
    let lexicon = Lexicon::new(draft.language(), &mut terms);
    let topic = Topic::of(draft, catalog.site.locale(draft), &tools, &lexicon, &mut terms);
    // A draft from elsewhere does not stand where its translation will.
    let has_place = itself.is_some();
    let facets = texts.facets_of(&Raw::read(draft, text, &mut terms));
    let compare = |at: usize| {
        let other = &others[at];
        let has_readers = !has_place || topic.locale.shares_readers(&other.locale);
        if !judged[at] || other.language != topic.language || !has_readers {
            return None;
        }
        let theirs = texts.facets(at);
        let signals = Signals::of((&topic, Some(&facets)), (other, Some(&theirs)), &rarity);
        let score = signals.score(topic.tells && other.tells);
        (score >= FAR).then_some(Rival { article: ArticleId(at as u32), score, signals })
    };
    let mut rivals: Vec<Rival> = (0..others.len()).into_par_iter().filter_map(compare).collect();
    rivals.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.article.cmp(&b.article)));
    rivals.truncate(MOST);
    let same = |id: &ArticleId| judged[id.index()] && topic.same_keyword(&others[id.index()]);
    Checked {
        title: own_title(draft).to_owned(),
        keyword: draft.metadata.keyword.as_deref().map(str::to_owned),
        owner: owner(catalog, draft).filter(|id| Some(*id) != itself),
        same_keyword: catalog.ids().filter(same).collect(),
        free: free(draft, &topic, rivals.iter().map(|rival| &others[rival.article.index()]), &mut terms),
        rivals,
    }
}

/// Who owns the draft's keyword by decree.
fn owner(catalog: &Catalog, draft: &Article) -> Option<ArticleId> {
    let mut folder = Folder::new();
    let keyword = folder.fold(draft, draft.metadata.keyword.as_deref()?)?;
    let (claims, _) = claims(catalog);
    let owners = claims.iter().filter_map(|claims| claims.first());
    let mut same =
        owners.filter(|claim| folder.fold(catalog.article(claim.article), &claim.keyword).as_ref() == Some(&keyword));
    same.next().map(|claim| claim.article)
}

/// The words of the draft's title and keyword that stand in no rival's, as written, each once.
fn free<'t>(draft: &Article, topic: &Topic, rivals: impl Iterator<Item = &'t Topic>, terms: &mut Terms) -> Vec<String> {
    let taken: Vec<_> = rivals.flat_map(|rival| rival.terms.iter().copied()).collect();
    let mut free: Vec<String> = Vec::new();
    for text in [own_title(draft), draft.metadata.keyword.as_deref().unwrap_or("")] {
        terms.each(text, draft.language(), |term, word| {
            let lower = word.text.to_lowercase();
            if topic.terms.binary_search(&term).is_ok() && !taken.contains(&term) && !free.contains(&lower) {
                free.push(lower);
            }
        });
    }
    free
}
