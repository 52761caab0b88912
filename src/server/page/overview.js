// The state of the corpus at a glance: what is broken, what is out of reach, what is strong and what is weak.

import {ask} from './api.js';
import {articleHref, counted, fill, h, number, score, viewHref} from './dom.js';

export async function overview(main) {
  const [stats, audit, keywords] = await Promise.all([
    ask('stats', 'stats', {limit: 8}),
    ask('audit', 'audit', {limit: 1}),
    ask('keywords', 'keywords', {contested: true, limit: 8}),
  ]);
  if (!stats || !audit || !keywords) return;
  document.title = 'linkwright';
  fill(main,
    h('div.page',
      h('div.head', h('h1', 'Overview'), h('p.dim', h('code', audit.corpus.root))),
      h('div.figures',
        figure(stats.articles, 'articles', stats.not_live ? `${number(stats.not_live)} not live` : 'all live', viewHref('search')),
        figure(audit.corpus.links.total, 'links', `${number(audit.corpus.links.internal)} internal`),
        figure(audit.summary.error, 'errors', 'broken for readers', viewHref('audit', {severity: 'error'}), 'error'),
        figure(audit.summary.warning, 'warnings', 'cost readers or ranking', viewHref('audit', {severity: 'warning'}), 'warning'),
        figure(audit.summary.note, 'notes', 'worth knowing', viewHref('audit', {severity: 'note'}), 'note'),
        figure(stats.orphans, 'orphans', 'no article links there', viewHref('audit', {rule: 'orphan'}))),
      h('div.cards',
        findings(audit),
        depths(stats),
        articles('Strongest', 'Best by link score', stats.top),
        articles('Weakest', 'Worst by link score', stats.bottom),
        tools(stats),
        categories(stats),
        competing(keywords))));
}

function figure(value, name, note, href, kind) {
  const el = h(href ? 'a.figure' : 'div.figure', {href}, h('b', number(value)), h('span', name), h('small', note));
  if (kind && value > 0) el.classList.add(`fig-${kind}`);
  return el;
}

const card = (title, note, ...body) => h('section.card', h('h2', title), note && h('p.dim', note), ...body);

const share = (value, most) => ({share: most > 0 ? Math.max(value / most, 0.005) : 0});

function findings(audit) {
  if (!audit.rules.length) return card('Findings', null, h('p.good', 'Nothing found. Every rule is content.'));
  const most = Math.max(...audit.rules.map((rule) => rule.count));
  return card('Findings', 'By rule, the worst first', h('ul.bars', audit.rules.slice(0, 12).map((rule) =>
    h('li', h(`a.bar-${rule.severity}`, {href: viewHref('audit', {rule: rule.rule}), 'data-row': true, vars: share(rule.count, most)},
      h(`span.dot.sev-${rule.severity}`, {title: rule.severity}), h('span.name', rule.rule), h('span.num', number(rule.count)))))));
}

function depths(stats) {
  const names = {0: 'entry', 1: '1 click', 2: '2 clicks', 3: '3 clicks', '>3': 'deeper', unreachable: 'out of reach'};
  const most = Math.max(...Object.values(stats.depths));
  const rows = Object.entries(names).map(([key, name]) =>
    h('li', h('div', {vars: share(stats.depths[key], most)}, h('span.name', name), h('span.num', number(stats.depths[key])))));
  const islands = stats.islands ? `, ${counted(stats.islands, 'island')}` : '';
  return card('Click depth', `From ${counted(stats.entries, 'entry article')}${islands}`, h('ul.bars', rows));
}

function articles(title, note, rows) {
  return card(title, note, h('ol.rank', rows.map((row) =>
    h('li', h('a', {href: articleHref(row.path), 'data-row': true, title: row.path}, row.title),
      h('span.num', {title: `link score ${row.link_score}`}, score(row.link_score)),
      h('span.num.dim', {title: 'articles that link to it'}, `${number(row.inbound)} in`)))));
}

function tools(stats) {
  if (!stats.tools.length) return null;
  return card('Tools', `The most linked of ${number(stats.tool_count)}`, h('ol.rank', stats.tools.map((row) =>
    h('li', h('a', {href: viewHref('graph', {node: `tool:${row.name}`}), 'data-row': true}, row.name),
      h('span.num', counted(row.articles, 'article')),
      row.mentions === null ? h('span') : h('span.num.dim', {title: 'in running text, outside links'}, counted(row.mentions, 'mention'))))));
}

function categories(stats) {
  if (!stats.categories.length) return null;
  return card('Categories', `${number(stats.category_count)} in all, ${number(stats.categories_without_hub)} without a hub`,
    h('ol.rank', stats.categories.map((row) =>
      h('li', h('a', {href: viewHref('graph', {node: `category:${row.name}`}), 'data-row': true}, row.name),
        h('span.num', counted(row.articles, 'article')),
        row.hub ? h('a.num', {href: articleHref(row.hub.path), title: row.hub.path}, 'hub') : h('span.num.warn', 'no hub')))));
}

function competing(keywords) {
  if (!keywords.total) return null;
  return card('Keywords with several articles', 'They may compete for the same search', h('ul.keys', keywords.keywords.map((row) =>
    h('li', h('a.key', {href: viewHref('keywords', {q: row.keyword, show: 'contested'})}, row.keyword),
      h('ol', [row.owner, ...row.rivals].slice(0, 4).map((path, at) =>
        h('li', h('a', {href: articleHref(path), 'data-row': true}, path), at === 0 && h('span.num.dim', 'owner'))))))),
  h('p', h('a', {href: viewHref('rivals')}, 'All competing articles')));
}
