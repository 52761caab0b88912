// Articles that compete: the clusters as a list that is narrowed by kind, severity and words, what is most at stake first.
// With the path of a cluster in the address, that cluster.

import {ask} from './api.js';
import {cluster} from './cluster.js';
import {counted, fill, h, number, say, severity, viewHref} from './dom.js';

const PAGE = 50;

/** What a kind means, in a few words. */
export const KINDS = {
  'same-keyword': 'one keyword, different titles',
  'tool-variants': 'the same title with another tool',
  'near-duplicate': 'nearly the same text',
  republished: 'the same title once more',
  'overlapping-intent': 'one search, different words',
};

/** The name of a cluster: what its owner is called. */
export const titleOf = (one) => one.articles.find((article) => article.path === one.owner)?.title ?? one.owner;

/** An answer that the server may still be working out: asked for until it is there. */
export async function patiently(kind, params, tries = 30) {
  for (let left = tries; ; left -= 1) {
    try {
      return await ask(kind, 'cannibalization', params);
    } catch (error) {
      if (error.status !== 503 || left <= 0) throw error;
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  }
}

/** The way between the two views of this part. */
export const parts = (current) => h('div.segments', {role: 'group', 'aria-label': 'Part'}, Object.entries({rivals: 'Clusters', keywords: 'Keyword map'}).map(([view, name]) =>
  h('a', {href: viewHref(view), 'aria-current': view === current ? 'true' : null}, name)));

export async function rivals(main, {path, params, go}) {
  if (path) return cluster(main, path);
  const words = h('input', {type: 'search', placeholder: 'Filter by title, keyword or path', 'aria-label': 'Filter clusters', maxlength: 500});
  const view = {
    words,
    severities: h('div.segments', {role: 'group', 'aria-label': 'Severity'}),
    kinds: h('aside.facets', {'aria-label': 'Kinds'}),
    summary: h('p.summary', h('span.dim', 'Comparing the articles …')),
    rows: h('ol.clusters'),
    more: h('button.button.more', {type: 'button', hidden: true}, 'Show more'),
  };
  let current = params;
  let typing;
  words.addEventListener('input', () => {
    clearTimeout(typing);
    typing = setTimeout(() => go(viewHref('rivals', {...current, q: words.value}), true), 120);
  });
  view.more.addEventListener('click', () => load(current, view, view.rows.children.length));
  const narrow = h('details.narrow', {open: matchMedia('(min-width: 60rem)').matches}, h('summary', 'Kinds'), view.kinds);
  fill(main, h('div.page.searching', narrow, h('div.results',
    h('div.head', h('h1', 'Competing articles'), view.summary), h('div.tools', parts('rivals'), view.severities, words),
    view.rows, view.more)));
  document.title = 'Competing articles · linkwright';
  const update = async (next) => {
    current = next;
    if (document.activeElement !== words) words.value = next.q ?? '';
    await load(next, view, 0);
  };
  await update(params);
  return update;
}

async function load(params, view, offset) {
  const {severity: level, kind, q, path} = params;
  const answer = await patiently('rivals', {severity: level, kind, q, path, limit: PAGE, offset: offset || null});
  if (!answer) return;
  const rows = answer.clusters.map(row);
  if (offset) view.rows.append(...rows);
  else fill(view.rows, rows.length ? rows : h('li', h('p.good', 'No articles compete here.')));
  view.more.hidden = offset + rows.length >= answer.total;
  fill(view.summary, h('b', counted(answer.total, 'cluster')), h('span.dim', ` among ${counted(answer.judged, 'article')}`,
    answer.other_versions > 0 && `, ${number(answer.other_versions)} of older versions left out`));
  say(counted(answer.total, 'cluster'));
  if (offset) return;
  fill(view.severities, ['', 'warning', 'note'].map((name) =>
    h('a', {href: viewHref('rivals', {...params, severity: name}), 'aria-current': (level ?? '') === name ? 'true' : null}, name || 'all')));
  fill(view.kinds, h('section', h('h2', 'Kinds'), h('ul', answer.kinds.map((one) => {
    const on = kind === one.kind;
    return h('li', h('a', {href: viewHref('rivals', {...params, kind: on ? '' : one.kind}), title: KINDS[one.kind], 'aria-current': on ? 'true' : null},
      h('span', one.kind), h('span.num', number(one.count))));
  }))));
}

function row(one) {
  return h('li', h('a.cluster', {href: `#/rivals/${encodeURIComponent(one.id)}`, 'data-row': true},
    severity(one.severity),
    h('span.cluster-title', titleOf(one)),
    h('span.cluster-about', h('span.chip', one.kind), ` ${counted(one.articles.length, 'article')} · ${one.inbound ? `${counted(one.inbound, 'link')} in` : 'no links in'}`),
    h('span.cluster-owner', h('span.dim', 'owner '), h('code', one.owner)),
    h('span.cluster-do', h('b', one.action), h('span.dim', `: ${one.why}`))));
}
