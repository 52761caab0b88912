//! What hits have in common, counted over all of them.

use super::facts::{ArticleFacts, Column};
use super::response::{Facet, FacetValue};

/// So many values of each kind are listed.
const MOST: usize = 10;

/// The facets of these articles. A kind that no article of the corpus has a value for is left out.
pub(super) fn count(facts: &ArticleFacts, articles: &[u32]) -> Vec<Facet> {
    let columns = facts.columns.iter().filter(|column| !column.values.is_empty());
    columns.map(|column| of_column(column, articles)).collect()
}

fn of_column(column: &Column, articles: &[u32]) -> Facet {
    let mut counts = vec![0_usize; column.values.len()];
    for &value in articles.iter().flat_map(|&article| column.of.row(article as usize)) {
        if let Some(count) = counts.get_mut(value as usize) {
            *count += 1;
        }
    }
    let mut values: Vec<(usize, &str)> =
        counts.into_iter().zip(&column.values).map(|(count, value)| (count, &**value)).collect();
    values.retain(|(count, _)| *count > 0);
    values.sort_unstable_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    let distinct = values.len();
    let values = values.into_iter().take(MOST);
    let values = values.map(|(count, value)| FacetValue { value: value.to_owned(), count }).collect();
    Facet { name: column.name.to_owned(), values, distinct }
}
