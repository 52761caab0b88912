// The keyword map: every keyword, the article that owns it, its rivals; and the articles that declare none.

import {ask} from './api.js';
import {articleHref, counted, fill, h, number, say, viewHref} from './dom.js';
import {parts} from './rivals.js';

const PAGE = 100;

export async function keywords(main, {params, go}) {
  const words = h('input', {type: 'search', placeholder: 'Filter by keyword or path', 'aria-label': 'Filter keywords', maxlength: 500});
  const view = {
    words,
    which: h('div.segments', {role: 'group', 'aria-label': 'All keywords, those with rivals, or articles without one'}),
    summary: h('p.summary'),
    table: h('div.scroll'),
    more: h('button.button.more', {type: 'button', hidden: true}, 'Show more'),
  };
  let current = params;
  let typing;
  words.addEventListener('input', () => {
    clearTimeout(typing);
    typing = setTimeout(() => go(viewHref('keywords', {...current, q: words.value}), true), 120);
  });
  view.more.addEventListener('click', () => load(current, view, view.table.querySelectorAll('tbody tr').length));
  fill(main, h('div.page', h('div.head', h('h1', 'Keyword map'), view.summary),
    h('div.tools', parts('keywords'), view.which, words), view.table, view.more));
  document.title = 'Keyword map · linkwright';
  const update = async (next) => {
    current = next;
    if (document.activeElement !== words) words.value = next.q ?? '';
    await load(next, view, 0);
  };
  await update(params);
  return update;
}

async function load(params, view, offset) {
  const {q, show, path} = params;
  const answer = await ask('keywords', 'keywords', {q, path, contested: show === 'contested' || null, limit: PAGE, offset: offset || null});
  if (!answer) return;
  const without = show === 'without';
  const rows = without ? answer.without.map(bare) : answer.keywords.map(row);
  const heads = without ? ['Article without a keyword'] : ['Keyword', 'Owner', 'Links in', 'Rivals'];
  const none = without ? 'Every article declares its keyword.' : 'No keyword here.';
  if (offset) view.table.querySelector('tbody').append(...rows);
  else {
    fill(view.table, rows.length
      ? h('table.keymap', h('thead', h('tr', heads.map((head) => h('th', {scope: 'col'}, head)))), h('tbody', rows))
      : h('p.good', none));
  }
  const total = without ? answer.without_total : answer.total;
  view.more.hidden = offset + rows.length >= total;
  const said = without ? `${counted(total, 'article')} without a keyword` : counted(total, 'keyword');
  fill(view.summary, h('b', said));
  say(said);
  if (offset) return;
  const choices = {'': 'all', contested: `contested (${number(answer.contested_total)})`, without: `without (${number(answer.without_total)})`};
  fill(view.which, Object.entries(choices).map(([name, label]) =>
    h('a', {href: viewHref('keywords', {...params, show: name}), 'aria-current': (show ?? '') === name ? 'true' : null}, label)));
}

const link = (path) => h('a', {href: articleHref(path), 'data-row': true}, path);

function row(one) {
  return h('tr', h('td', h('b.keyword', one.keyword)),
    h('td', link(one.owner), one.named && h('span.tag', 'named')),
    h('td.num', number(one.inbound), h('span.only-narrow', ' links in')),
    one.rivals.length
      ? h('td', h('span.only-narrow.dim', 'rivals'), h('ul', one.rivals.map((path) => h('li', link(path)))))
      : h('td.only-wide.dim', '–'));
}

const bare = (path) => h('tr', h('td', link(path)));
