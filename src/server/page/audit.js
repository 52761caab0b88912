// The audit as a table that is narrowed by severity, rule and words, with what to do about each finding.

import {ask} from './api.js';
import {articleHref, counted, fill, h, number, prose, say, severity, viewHref} from './dom.js';

const PAGE = 100;

export async function audit(main, {params, go}) {
  const words = h('input', {type: 'search', placeholder: 'Filter by words, path or title', 'aria-label': 'Filter findings', maxlength: 500});
  const view = {
    words,
    severities: h('div.segments', {role: 'group', 'aria-label': 'Severity'}),
    rules: h('aside.facets', {'aria-label': 'Rules'}),
    summary: h('p.summary'),
    about: h('div.about'),
    rows: h('tbody'),
    more: h('button.button.more', {type: 'button', hidden: true}, 'Show more'),
  };
  let current = params;
  let typing;
  words.addEventListener('input', () => {
    clearTimeout(typing);
    typing = setTimeout(() => go(viewHref('audit', {...current, q: words.value}), true), 120);
  });
  view.more.addEventListener('click', () => load(current, view, view.rows.children.length));
  const narrow = h('details.narrow', {open: matchMedia('(min-width: 60rem)').matches}, h('summary', 'Rules'), view.rules);
  fill(main, h('div.page.searching', narrow, h('div.results',
    h('div.head', h('h1', 'Audit'), view.summary), h('div.tools', view.severities, words), view.about,
    h('div.scroll', h('table.audit', h('thead', h('tr', ['Severity', 'Finding', 'Article'].map((head) => h('th', {scope: 'col'}, head)))), view.rows)),
    view.more)));
  document.title = 'Audit · linkwright';
  const update = async (next) => {
    const ruleChanged = next.rule !== current.rule || !view.about.dataset.ready;
    current = next;
    if (document.activeElement !== words) words.value = next.q ?? '';
    await load(next, view, 0);
    if (ruleChanged) await about(next.rule, view);
  };
  await update(params);
  return update;
}

async function load(params, view, offset) {
  const {severity: level, rule, q, path} = params;
  const answer = await ask('audit', 'audit', {severity: level, rule, q, path, sort: 'severity', limit: PAGE, offset: offset || null});
  if (!answer) return;
  const rows = answer.findings.map((finding) => row(finding));
  if (offset) view.rows.append(...rows);
  else fill(view.rows, rows.length ? rows : h('tr', h('td', {colspan: 3}, h('p.good', 'Nothing found here.'))));
  view.more.hidden = offset + answer.findings.length >= answer.total;
  fill(view.summary, h('b', counted(answer.total, 'finding')), h('span.dim', ` in ${counted(answer.corpus.articles, 'article')}`));
  say(counted(answer.total, 'finding'));
  if (offset) return;
  fill(view.severities, ['', 'error', 'warning', 'note'].map((name) =>
    h('a', {href: viewHref('audit', {...params, severity: name}), 'aria-current': (level ?? '') === name ? 'true' : null}, name || 'all')));
  fill(view.rules, h('section', h('h2', 'Rules'), h('ul', answer.rules.map((one) => {
    const on = rule === one.rule;
    return h('li', h('a', {href: viewHref('audit', {...params, rule: on ? '' : one.rule}), 'aria-current': on ? 'true' : null},
      h(`span.dot.sev-${one.severity}`, {title: one.severity}), h('span', one.rule), h('span.num', number(one.count))));
  }))));
}

/** What a picked rule is about: the first lines of its documentation. */
async function about(rule, view) {
  view.about.dataset.ready = 'yes';
  if (!rule || rule.includes(',')) return fill(view.about);
  const answer = await ask('rule', `rules/${encodeURIComponent(rule)}`).catch(() => null);
  if (!answer) return fill(view.about);
  const part = (name) => answer.docs.split(/^## /m).find((one) => one.startsWith(name))?.slice(name.length).trim();
  const text = (one) => one.split(/\n\n+/).filter((block) => !block.startsWith('```')).slice(0, 2).map((block) => h('p', prose(block.replace(/\s+/g, ' '))));
  const why = part('Why it matters');
  const fix = part('How to fix');
  fill(view.about, h('section.card', h('h2', rule), h('p', prose(answer.summary)),
    (why || fix) && h('details', h('summary', 'Why it matters, how to mend it'), why && text(why), fix && text(fix))));
}

function row(finding) {
  const place = finding.line === null ? finding.path : `${finding.path}:${finding.line}`;
  return h('tr', h('td', severity(finding.severity)),
    h('td', h('p', prose(finding.message)),
      finding.help && h('p.dim', prose(finding.help)),
      finding.fix && h('p.fix', 'Fix: ', prose(finding.fix.title)),
      h('a.rule', {href: viewHref('audit', {rule: finding.rule})}, finding.rule)),
    h('td', h('a', {href: articleHref(finding.path), 'data-row': true}, place)));
}
