// The frame: which view is shown, and the keys. The address holds all there is to know, so every view can be linked.

import {fill, h} from './dom.js';
import {overview} from './overview.js';
import {search} from './search.js';
import {article} from './article.js';
import {audit} from './audit.js';
import {graph} from './graph.js';
import {keywords} from './keywords.js';
import {rivals} from './rivals.js';

const main = document.getElementById('main');
const input = document.getElementById('q');
const help = document.getElementById('help');
const views = {overview, search, audit, rivals, keywords, graph, article};
/** Views that stand under another's name in the bar. */
const UNDER = {keywords: 'rivals'};
let shown = {view: null, path: null, update: null};

/** The view and its parameters in the address. */
function where() {
  const [path, query = ''] = location.hash.replace(/^#\/?/, '').split('?');
  const [view, ...rest] = path.split('/');
  return {
    view: view in views ? view : 'overview',
    path: rest.map(decodeURIComponent).join('/'),
    params: Object.fromEntries(new URLSearchParams(query)),
  };
}

async function show() {
  const {view, path, params} = where();
  for (const link of document.querySelectorAll('nav [data-view]')) {
    if (link.dataset.view === (UNDER[view] ?? view)) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  if (view !== 'search' && document.activeElement !== input) input.value = '';
  if (view === 'search' && document.activeElement !== input) input.value = params.q ?? '';
  // The same view with other parameters is brought up to date in place: no flicker, no lost focus.
  const same = shown.view === view && shown.path === path && shown.update;
  try {
    if (same) {
      await shown.update(params);
      return;
    }
    shown = {view, path, update: null};
    const mine = shown;
    main.classList.add('loading');
    const update = await views[view](main, {path, params, go});
    if (shown !== mine) return;
    shown.update = update ?? null;
    window.scrollTo(0, 0);
  } catch (error) {
    fill(main, failure(error));
    shown.update = null;
  } finally {
    main.classList.remove('loading');
  }
}

function failure(error) {
  return h('div.empty', h('h1', error.status === 404 ? 'Not found' : 'That did not work'),
    h('p', `${error.message}.`), error.help && h('p.dim', error.help),
    h('p', h('a.button', {href: '#/'}, 'To the overview')));
}

/** Goes to an address; `replace` leaves no step behind, as while typing. */
function go(hash, replace = false) {
  if (location.hash === hash) return;
  if (replace) {
    history.replaceState(null, '', hash);
    show();
  } else {
    location.hash = hash;
  }
}

let typing;
input.addEventListener('input', () => {
  clearTimeout(typing);
  typing = setTimeout(() => {
    const {view, params} = where();
    const kept = view === 'search' ? params : {};
    const query = new URLSearchParams({...kept, q: input.value});
    query.delete('offset');
    if (input.value.trim() || view === 'search') go(`#/search?${query}`, view === 'search');
  }, 60);
});
input.form.addEventListener('submit', (event) => {
  event.preventDefault();
  rows()[0]?.click();
});

/** The rows that arrow keys walk over. */
const rows = () => [...main.querySelectorAll('[data-row]')].filter((row) => row.offsetParent !== null);

function walk(step) {
  const all = rows();
  if (!all.length) return;
  const at = all.findIndex((row) => row === document.activeElement || row.contains(document.activeElement));
  if (at + step < 0 || (at < 0 && step < 0)) {
    input.focus();
    return;
  }
  const row = all[Math.min(at + step, all.length - 1)];
  row.focus();
  row.scrollIntoView({block: 'nearest'});
}

let before = '';
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return;
  const field = event.target.closest('input, select, textarea');
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    if (field && field !== input && field.tagName !== 'INPUT') return;
    event.preventDefault();
    walk(event.key === 'ArrowDown' ? 1 : -1);
  } else if (event.key === 'Escape' && field) {
    if (field === input && input.value) {
      input.value = '';
      input.dispatchEvent(new Event('input'));
    } else field.blur();
  } else if (!field) {
    const jump = before === 'g' && {o: '#/', a: '#/audit', r: '#/rivals', k: '#/keywords', g: '#/graph'}[event.key];
    before = jump ? '' : event.key;
    if (jump) go(jump);
    else if (event.key === '/') {
      event.preventDefault();
      input.focus();
      input.select();
    } else if (event.key === '?') help.showModal();
  }
});

window.addEventListener('hashchange', show);
show();
if (!('ontouchstart' in window) && where().view === 'search') input.focus();
