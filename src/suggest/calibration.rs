//! What a score means on this site.
//!
//! Weights were fitted on sites that link a lot. Elsewhere editors link less, for the same evidence, and all scores would be
//! tiny. So a few articles, evenly spread, are judged first, and all scores are raised until the best suggestion for a usual
//! article has an even chance or better. The order of suggestions does not change.

use super::judge::{Asked, judge};
use super::knowledge::Knowledge;
use super::{Options, Workspace};
use crate::catalog::Catalog;
use crate::corpus::ArticleId;
use crate::similarity::each;

/// Articles that are judged.
const SAMPLE: usize = 48;

/// The log-odds, for odds of 3 to 2, that the best suggestion for a usual article is given.
const USUAL_BEST: f32 = 0.405;

/// Scores are raised by no more, in log-odds: what nothing speaks for stays low.
const MOST_RAISED: f32 = 4.0;

/// What is added to the log-odds of every suggestion.
pub(super) fn calibrate(catalog: &Catalog, knowledge: &Knowledge, options: &Options) -> f32 {
    let live: Vec<ArticleId> = catalog.ids().filter(|&id| catalog.is_live(id)).collect();
    let step = live.len().div_ceil(SAMPLE).max(1);
    let sample: Vec<ArticleId> = live.into_iter().step_by(step).collect();
    let asked = Asked { most: 1, ..Asked::ALL };
    let best = |id: &ArticleId, workspace: &mut Workspace| {
        let judged = judge(catalog, knowledge, *id, options, workspace, asked, |_| true)?;
        judged.judged.first().map(|best| best.log_odds)
    };
    let mut best: Vec<f32> = each(&sample, best).into_iter().flatten().collect();
    best.sort_unstable_by(f32::total_cmp);
    let usual = best.get(best.len() / 2).copied().unwrap_or(USUAL_BEST);
    (USUAL_BEST - usual).clamp(0.0, MOST_RAISED)
}
