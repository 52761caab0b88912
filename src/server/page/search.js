// Search as you type: hits with marked snippets, facets that narrow them, and a way on when there are none.

import {ask} from './api.js';
import {articleHref, counted, fill, h, marked, number, say, score, viewHref} from './dom.js';

const PAGE = 20;
const FACETS = {category: 'Category', type: 'Type', tool: 'Tool', lang: 'Language', status: 'Status'};
const SORTS = {'': 'Relevance', updated: 'Last changed', title: 'Title', 'link-score': 'Link score'};

export async function search(main, {params, go}) {
  const view = {
    summary: h('p.summary', {'aria-live': 'off'}),
    sort: h('select', {'aria-label': 'Sort by'}, Object.entries(SORTS).map(([value, name]) => h('option', {value}, name))),
    chips: h('div.chips.suggested'),
    notes: h('div.notes'),
    facets: h('aside.facets', {'aria-label': 'Narrow the results'}),
    hits: h('ol.hits'),
    more: h('button.button.more', {type: 'button', hidden: true}, 'Show more'),
  };
  let current = params;
  view.sort.addEventListener('change', () => go(viewHref('search', {...current, sort: view.sort.value})));
  view.more.addEventListener('click', () => load(current, view, view.hits.children.length));
  const narrow = h('details.narrow', {open: matchMedia('(min-width: 60rem)').matches}, h('summary', 'Narrow'), view.facets);
  fill(main, h('div.page.searching', narrow,
    h('div.results', h('div.head', view.summary, view.sort), view.chips, view.notes, view.hits, view.more)));
  const update = async (next) => {
    current = next;
    await Promise.all([load(next, view, 0), suggest(next, view)]);
  };
  await update(params);
  return update;
}

/** The filters that stand in the query: `category:"Video production"`. */
function filters(query) {
  const found = [];
  for (const [whole, field, quoted, plain] of query.matchAll(/(?<=^|\s)(\w+):(?:"([^"]*)"|(\S+))/g)) {
    if (field in FACETS) found.push({whole, field, value: quoted ?? plain});
  }
  return found;
}

const filterText = (field, value) => `${field}:${/[\s"]/.test(value) ? `"${value.replaceAll('"', '')}"` : value}`;

const same = (a, b) => a.localeCompare(b, undefined, {sensitivity: 'base'}) === 0;

async function load(params, view, offset) {
  const query = params.q ?? '';
  document.title = query ? `${query} · linkwright` : 'Search · linkwright';
  view.sort.value = params.sort ?? '';
  const answer = await ask('search', 'search', {q: query, sort: params.sort, limit: PAGE, offset: offset || null, facets: true});
  if (!answer) return;
  const took = answer.took_ms < 1 ? 'under 1 ms' : `${Math.round(answer.took_ms)} ms`;
  fill(view.summary, h('b', counted(answer.total, 'article')), h('span.dim', ` in ${took}`));
  const hits = answer.hits.map((hit) => hitRow(hit));
  if (offset) view.hits.append(...hits);
  else fill(view.hits, hits);
  view.more.hidden = offset + answer.hits.length >= answer.total;
  say(counted(answer.total, 'article'));
  fill(view.notes, notes(answer, params));
  if (!offset) fill(view.facets, facets(answer, query, params));
}

/** Filters that the last word may stand for. */
async function suggest(params, view) {
  const answer = await ask('suggest', 'suggest-query', {q: params.q, limit: 12}).catch(() => null);
  if (!answer) return;
  const chips = answer.suggestions.filter((one) => one.kind in FACETS);
  fill(view.chips, chips.map((one) => h('a.chip', {href: viewHref('search', {...params, q: one.query})}, h('span.dim', `${one.kind} `), one.text)));
}

function hitRow(hit) {
  return h('li.hit', h('a.hit-link', {href: articleHref(hit.path), 'data-row': true},
    h('span.hit-title', marked(hit.title, hit.title_highlights)),
    h('span.hit-url', hit.url),
    hit.snippet && h('span.hit-snippet', marked(hit.snippet, hit.highlights)),
    meta(hit)));
}

function meta(hit) {
  return h('span.hit-meta',
    hit.category && h('span', hit.category),
    h('span', {title: 'link score'}, `score ${score(hit.link_score)}`),
    h('span', hit.inbound ? counted(hit.inbound, 'linking article') : 'nothing links here'),
    hit.updated && h('span', hit.updated));
}

function notes(answer, params) {
  const to = (q) => viewHref('search', {...params, q});
  return [
    (answer.notes ?? []).map((note) => h('p.note', note)),
    answer.did_you_mean && h('p.note', 'Did you mean ', h('a', {href: to(answer.did_you_mean)}, answer.did_you_mean), '?'),
    answer.total === 0 && answer.query.trim() && h('div.empty', h('h2', 'Nothing found'),
      answer.instead.length > 0 && h('ul', answer.instead.map((one) =>
        h('li', h('a', {href: to(one.query), 'data-row': true}, one.query), h('span.dim', ` without ${one.without}: ${counted(one.total, 'article')}`))))),
  ];
}

function facets(answer, query, params) {
  const picked = filters(query);
  const to = (q) => viewHref('search', {...params, q: q.replace(/\s+/g, ' ').trim()});
  const chips = picked.map((filter) =>
    h('a.chip', {href: to(query.replace(filter.whole, '')), title: 'Take this filter away'}, `${FACETS[filter.field]}: ${filter.value}`, h('span', {'aria-hidden': 'true'}, ' ×')));
  const lists = Object.entries(FACETS).map(([field, name]) => {
    const values = answer.facets?.find((facet) => facet.name === field)?.values ?? [];
    if (!values.length) return null;
    return h('section', h('h2', name), h('ul', values.map(({value, count}) => {
      const on = picked.find((filter) => filter.field === field && same(filter.value, value));
      const href = to(on ? query.replace(on.whole, '') : `${query} ${filterText(field, value)}`);
      return h('li', h('a', {href, 'aria-current': on ? 'true' : null, 'data-facet': field}, h('span', value), h('span.num', number(count))));
    })));
  });
  return [chips.length > 0 && h('div.chips', chips), lists];
}
