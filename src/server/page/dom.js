// Building the page from data. Text only ever becomes text nodes and attributes, never markup, so nothing that stands
// in an article can be run.

const SVG = 'http://www.w3.org/2000/svg';
const SVG_TAGS = {svg: 'svg', g: 'g', line: 'line', circle: 'circle', text: 'text', rect: 'rect', title: 'title', node: 'a'};

/** An element: `h('a.name', {href, onclick}, 'text', child, [more])`; `node` is a link inside a drawing. */
export function h(what, ...rest) {
  const [tag, ...classes] = what.split('.');
  const el = tag in SVG_TAGS ? document.createElementNS(SVG, SVG_TAGS[tag]) : document.createElement(tag);
  if (classes.length) el.setAttribute('class', classes.join(' '));
  const first = rest[0];
  if (first && typeof first === 'object' && !Array.isArray(first) && !(first instanceof Node)) {
    for (const [name, value] of Object.entries(rest.shift())) set(el, name, value);
  }
  add(el, rest);
  return el;
}

function set(el, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (name.startsWith('on')) el.addEventListener(name.slice(2), value);
  else if (name === 'vars') for (const [key, v] of Object.entries(value)) el.style.setProperty(`--${key}`, v);
  else el.setAttribute(name, value === true ? '' : value);
}

function add(el, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    el.append(child instanceof Node ? child : String(child));
  }
}

/** Puts `children` in place of what is there. */
export function fill(el, ...children) {
  const fresh = document.createDocumentFragment();
  add(fresh, children);
  el.replaceChildren(fresh);
}

/** A number as people read it. */
export const number = (value) => new Intl.NumberFormat('en').format(value);

/** A count with its noun. */
export const counted = (count, one, many = `${one}s`) => `${number(count)} ${count === 1 ? one : many}`;

/** A link score, one decimal where it says something. */
export const score = (value) => (value >= 10 ? Math.round(value) : Math.round(value * 10) / 10);

/** The address of an article's view. */
export const articleHref = (path) => `#/article/${path.split('/').map(encodeURIComponent).join('/')}`;

/** The address of a view with parameters; empty ones are left out. */
export function viewHref(view, params = {}) {
  const query = new URLSearchParams(Object.entries(params).filter(([, value]) => value !== '' && value != null));
  const text = query.toString();
  return `#/${view}${text ? `?${text}` : ''}`;
}

/** The severity of a finding as a small mark with its word. */
export const severity = (name) => h(`span.sev.sev-${name}`, name);

/** Text with stretches of it marked; `ranges` count characters, not UTF-16 units. */
export function marked(text, ranges) {
  const characters = Array.from(text);
  const part = (start, end) => characters.slice(start, end).join('');
  const out = [];
  let at = 0;
  for (const [start, end] of ranges) {
    if (start < at || end > characters.length) continue;
    out.push(part(at, start), h('mark', part(start, end)));
    at = end;
  }
  out.push(part(at));
  return out;
}

/** Code in backticks as code elements. */
export function prose(text) {
  return text.split(/`([^`]+)`/).map((part, index) => (index % 2 ? h('code', part) : part));
}

/** Says something to screen readers. */
export function say(text) {
  document.getElementById('status').textContent = text;
}
