// One article: how it stands, what links to it, what it links to, what is wrong with it, and what is around it.

import {ask, pathOf} from './api.js';
import {articleHref, counted, fill, h, marked, number, prose, score, severity, viewHref} from './dom.js';
import {drawing} from './graph.js';

const STATES = {
  live: 'live', own: 'to itself', draft: 'draft', dead: 'dead', asset: 'file', external: 'external',
  placeholder: 'placeholder', unchecked: 'not checked',
};

export async function article(main, {path}) {
  const record = await ask('article', pathOf(path));
  if (!record) return;
  document.title = `${record.title} · linkwright`;
  const around = h('div.around');
  const related = h('section.card', h('h2', 'Related'), h('p.dim', 'Looking …'));
  const missing = h('section.card', h('h2', 'Links it lacks'), h('p.dim', 'Looking …'));
  const wanted = h('section.card', h('h2', 'Links it should get'), h('p.dim', 'Looking …'));
  fill(main, h('article.page.record',
    h('div.head', h('h1', record.title), h('p.place', h('span.url', record.url), h('code.dim', record.path)), chips(record)),
    h('div.figures',
      plain(score(record.link_score), 'link score', 'of 100'),
      plain(number(record.inbound), 'linking articles', record.inbound ? 'live ones' : record.entry ? 'an entry article' : 'an orphan'),
      plain(number(record.outbound), 'linked articles', record.outbound ? 'live ones' : 'a dead end'),
      plain(record.click_depth ?? '–', 'click depth', record.click_depth === null ? 'out of reach' : record.entry ? 'readers come in here' : 'clicks from an entry')),
    h('div.columns',
      h('div', findings(record), missing, wanted, inbound(record), outbound(record)),
      h('aside', h('section.card', h('h2', 'Around it'), around,
        h('p', h('a', {href: viewHref('graph', {node: `article:${record.path}`})}, 'Open in the graph'))),
      related, headings(record)))));
  // The record is read while its neighbourhood is still on the way.
  ask('around', 'graph', {node: `article:${record.path}`, nodes: 'article', limit: 24})
    .then((found) => found && fill(around, drawing(found, {small: true})))
    .catch((error) => fill(around, h('p.dim', error.message)));
  later(related, 'Related', 'related', record.path, {limit: 8}, 'Nothing is near to it.', (found) =>
    h('ol.near', found.related.map(near)));
  later(missing, 'Links it lacks', 'suggestions', record.path, {}, 'None to suggest.', (found) =>
    h('ol.suggestions', found.suggestions.map((one) => suggestion(one, 'to', one.target, record.path))));
  later(wanted, 'Links it should get', 'inbound-suggestions', record.path, {}, 'None to suggest.', (found) =>
    h('ol.suggestions', found.suggestions.map((one) => suggestion(one, 'from', one.source, one.source.path))));
}

/** Fills a card with an answer that takes a moment. */
function later(card, title, what, path, params, none, list) {
  ask(what, `${pathOf(path)}/${what}`, params).then((found) => {
    if (!found) return;
    const {length} = found.related ?? found.suggestions;
    fill(card, h('h2', length ? `${title} (${number(length)})` : title), length ? list(found) : h('p.dim', none));
  }).catch((error) => fill(card, h('h2', title), h('p.dim', error.message)));
}

function near(one) {
  return h('li', h('a', {href: articleHref(one.path), title: one.path}, one.title), h('span.num.dim', percent(one.score)), h('p.dim', reason(one.why)));
}

function suggestion(one, way, other, where) {
  const {anchor} = one;
  return h('li',
    h('p.suggested-link', h('span.dim', `${way} `), h('a', {href: articleHref(other.path), title: other.path}, other.title),
      one.decision && h('span.tag', `${one.decision}ed`), h('span.num.dim', percent(one.score))),
    anchor
      ? h('blockquote', anchor.in_sentence ? marked(anchor.sentence, [anchor.in_sentence]) : h('mark', anchor.text))
      : h('p.dim', 'See also: no sentence is right for it, a list of links is.'),
    h('p.dim.evidence', reason(one.why), anchor && ` · ${where}:${anchor.line}:${anchor.column}`, ' · ', h('code', one.id)));
}

/** A score of 0 to 1 as people read it. */
const percent = (value) => `${Math.round(value * 100)} %`;

/** Evidence with its *terms* set off. */
const reason = (why) => why.split(/\*([^*]+)\*/).map((part, index) => (index % 2 ? h('em', part) : part));

const plain = (value, name, note) => h('div.figure', h('b', value), h('span', name), h('small', note));

function chips(record) {
  const chip = (label, href) => h(href ? 'a.chip' : 'span.chip', {href}, label);
  const found = (field, value) => viewHref('search', {q: `${field}:${/\s/.test(value) ? `"${value}"` : value}`});
  return h('div.chips',
    !record.live && h('span.chip.warn', 'not live'),
    record.entry && chip('entry article'),
    record.content_type && chip(record.content_type, found('type', record.content_type)),
    record.categories.map((name) => chip(name, found('category', name))),
    record.tools.map((name) => chip(name, found('tool', name))),
    record.keyword && chip(`keyword: ${record.keyword}`, viewHref('graph', {node: `keyword:${record.keyword}`})),
    record.lang && chip(record.lang, found('lang', record.lang)),
    record.status && chip(record.status, found('status', record.status)),
    record.date && chip(`changed ${record.date}`));
}

function findings(record) {
  const count = record.findings.error + record.findings.warning + record.findings.note;
  if (!count) return h('section.card', h('h2', 'Findings'), h('p.good', 'None.'));
  return h('section.card', h('h2', `Findings (${number(count)})`), h('ul.list', record.listed_findings.map((one) =>
    h('li.finding', severity(one.severity), h('div',
      h('p', prose(one.message), one.line !== null && h('span.dim', ` · line ${number(one.line)}`)),
      one.help && h('p.dim', prose(one.help)),
      h('p', h('a.rule', {href: viewHref('audit', {rule: one.rule})}, one.rule)))))));
}

function inbound(record) {
  const {inbound: links, inbound_total: total} = record.links;
  const rows = [...links].sort((a, b) => b.source_link_score - a.source_link_score);
  return table(`Links in (${number(total)})`, total, links.length, 'Nothing links here yet.', ['From', 'Anchor', ''], rows.map((link) => [
    h('a', {href: articleHref(link.source.path), 'data-row': true, title: link.source.path}, link.source.title),
    anchor(link),
    state(link)]));
}

function outbound(record) {
  const {outbound: links, outbound_total: total} = record.links;
  return table(`Links out (${number(total)})`, total, links.length, 'It links nowhere.', ['Anchor', 'To', ''], links.map((link) => [
    anchor(link),
    link.target
      ? h('a', {href: articleHref(link.target.path), 'data-row': true, title: link.href}, link.target.title, link.fragment && h('span.dim', ` #${link.fragment}`))
      : h('code.href', link.href),
    state(link)]));
}

function anchor(link) {
  const where = [`line ${link.line}`, link.section && `under “${link.section}”`].filter(Boolean).join(', ');
  return h('span.anchor', {title: where}, link.text || h('i.dim', 'no text'), link.role === 'list' && h('span.tag', 'list'));
}

function state(link) {
  const about = link.findings.length ? link.findings.join(', ') : link.unchecked ?? '';
  return h(`span.state.state-${link.state}`, {title: about}, STATES[link.state] ?? link.state, link.findings.length > 0 && h('span.flag', {title: about}, ' !'));
}

function table(title, total, listed, none, heads, rows) {
  if (!rows.length) return h('section.card', h('h2', title), h('p.dim', none));
  return h('section.card', h('h2', title),
    h('div.scroll', h('table.links', h('thead', h('tr', heads.map((head) => h('th', {scope: 'col'}, head)))),
      h('tbody', rows.map((cells) => h('tr', cells.map((cell) => h('td', cell))))))),
    listed < total && h('p.dim', `The first ${counted(listed, 'link')}; the API lists all.`));
}

function headings(record) {
  if (record.headings.length < 2) return null;
  return h('section.card', h('h2', 'Headings'), h('ol.headings', record.headings.map((one) =>
    h('li', {vars: {level: one.level}, title: `line ${one.line}`}, one.text))));
}
