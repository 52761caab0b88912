// One cluster: its articles side by side, the owner first, the words that tell their titles apart set off; then what speaks
// for each pair, signal by signal, and what there is to do.

import {articleHref, counted, fill, h, number, score, severity} from './dom.js';
import {KINDS, parts, patiently, titleOf} from './rivals.js';

/** So many pairs are shown at first. */
const PAIRS = 12;

const SIGNALS = {
  topic: 'Topic', title: 'Title', keyword: 'Keyword', slug: 'Address', lead: 'First paragraph', headings: 'Headings',
  body: 'Text', copied: 'Copied', search: 'Search overlap', anchors: 'Shared anchors', queries: 'Shared queries',
};

const AGAINST = {
  other_tools: 'other tools', other_intent: 'another purpose', other_numbers: 'other numbers', other_names: 'other names',
  other_subject: 'another word in the title', other_folder: 'another folder',
};

export async function cluster(main, id) {
  const answer = await patiently('cluster', {id});
  if (!answer) return;
  const [one] = answer.clusters;
  const back = h('p', h('a', {href: '#/rivals'}, '← All clusters'));
  if (!one) {
    fill(main, h('div.page', h('div.head', h('h1', 'This cluster is gone'), parts('')), h('p', 'The corpus has changed since: its articles compete no more, or others with them.'), back));
    return;
  }
  document.title = `${titleOf(one)} · linkwright`;
  const members = [...one.articles].sort((a, b) => (b.path === one.owner) - (a.path === one.owner) || b.points - a.points);
  fill(main, h('article.page.rivals', back,
    h('div.head', h('h1', titleOf(one)), h('p.chips', severity(one.severity), h('span.chip', {title: KINDS[one.kind]}, one.kind),
      h('span.dim', `${counted(members.length, 'article')} · ${counted(one.inbound, 'link')} in`))),
    h('section.card.verdict', h('h2', one.action), h('p', one.why), steps(one)),
    h('div.members', {tabindex: 0, role: 'group', 'aria-label': 'The articles side by side'}, members.map((article) => member(article, one, members))),
    pairs(one, members)));
}

function member(article, one, members) {
  const owns = article.path === one.owner;
  return h(owns ? 'section.card.member.owner' : 'section.card.member',
    h('p.role', owns ? h('b', 'Owner') : h('span.dim', 'Rival')),
    h('h2', h('a', {href: articleHref(article.path), 'data-row': true}, differing(article.title, members.map((other) => other.title)))),
    h('p.place', h('span.url.dim', article.url)),
    h('dl',
      h('dt.whole', 'Keyword'), h('dd.whole', article.keyword ? differing(article.keyword, members.map((other) => other.keyword ?? '')) : h('span.dim', 'none declared')),
      fact('Links in', [h('b', number(article.inbound)), h('span.dim', {title: 'in running text, from outside the cluster'}, ` · ${number(article.body_inbound)} in text`)]),
      fact('Link score', h('b', score(article.link_score))),
      fact('Own words', number(article.words)),
      article.clicks !== null && fact('Clicks', number(article.clicks))),
    owns && h('ul.reasons', one.owner_reasons.map((reason) => h('li', reason))));
}

const fact = (name, value) => [h('dt', name), h('dd', value)];

const WORD = /[\p{L}\p{N}]+/gu;

/** A text with the words marked that not all of `texts` have. */
function differing(text, texts) {
  const sets = texts.map((other) => new Set(other.toLowerCase().match(WORD) ?? []));
  const out = [];
  let at = 0;
  for (const found of text.matchAll(WORD)) {
    if (sets.every((set) => set.has(found[0].toLowerCase()))) continue;
    const between = text.slice(at, found.index);
    // Words that stand side by side are marked as one.
    if (at > 0 && /^\s+$/.test(between)) out.at(-1).append(between, found[0]);
    else out.push(between, h('mark', found[0]));
    at = found.index + found[0].length;
  }
  out.push(text.slice(at));
  return out;
}

function pairs(one, members) {
  const titles = new Map(members.map((article) => [article.path, article.title]));
  const sorted = [...one.pairs].sort((a, b) => b.score - a.score);
  const list = h('div.pairs', sorted.slice(0, PAIRS).map((pair) => pairCard(pair, titles)));
  const more = sorted.length > PAIRS && h('button.button.more', {type: 'button', onclick: () => {
    fill(list, sorted.map((pair) => pairCard(pair, titles)));
    more.remove();
  }}, `Show all ${number(sorted.length)} pairs`);
  return h('section', h('h2.over', 'What speaks for each pair'), list, more);
}

function pairCard(pair, titles) {
  const both = [titles.get(pair.a), titles.get(pair.b)];
  const bars = Object.entries(SIGNALS).filter(([name]) => name in pair.signals).map(([name, label]) => {
    const value = pair.signals[name];
    return h('li', h('div', {vars: {share: value}}, h('span.name', label), h('span.num', value.toFixed(2))));
  });
  const against = Object.entries(AGAINST).filter(([name]) => pair.signals[name]).map(([, label]) => h('span.chip.warn', label));
  return h('section.card.pair',
    h('div.pair-head', h('p', differing(both[0], both)), h('p', differing(both[1], both)), h('b.num', {title: 'score, 0 to 1'}, pair.score.toFixed(2))),
    h('ul.bars', bars), against.length > 0 && h('p.chips', against));
}

function steps(one) {
  if (!one.steps.length) return null;
  return h('details', {open: one.steps.length <= 6}, h('summary', counted(one.steps.length, 'step')), h('ol.steps', one.steps.map((step) => h('li', stepText(step)))));
}

function stepText(step) {
  const to = h('code', step.to_url);
  switch (step.step) {
    case 'redirect': return ['Redirect ', h('code', step.from_url), ' to ', to];
    case 'canonical': return ['In ', h('a', {href: articleHref(step.path)}, step.path), ' name ', to, ' as canonical'];
    case 'repoint': return ['Re-point the link in ', h('a', {href: articleHref(step.path)}, `${step.path}:${step.line}`), ' to ', to];
    default: return ['Link from ', h('a', {href: articleHref(step.path)}, step.path), ' to ', to];
  }
}
