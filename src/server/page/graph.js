// The neighbourhood of a node, drawn. The server has laid it out; here it is drawn, moved, zoomed and walked through.

import {ask} from './api.js';
import {articleHref, counted, fill, h, say, viewHref} from './dom.js';

const KINDS = {article: 'articles', tool: 'tools', category: 'categories', keyword: 'keywords'};
const EDGES = {link: 'links', 'uses-tool': 'about a tool', 'in-category': 'in a category', 'targets-keyword': 'for a keyword', mentions: 'mentions'};
const [WIDE, HIGH] = [120, 76]; // labels are wide, so places are drawn farther apart sideways

export async function graph(main, {params, go}) {
  const view = {controls: h('div.tools'), canvas: h('div.canvas'), detail: h('div.detail')};
  fill(main, h('div.page.wide', h('div.head', h('h1', 'Graph'), view.detail), view.controls, view.canvas));
  document.title = 'Graph · linkwright';
  const update = async (next) => {
    fill(view.controls, controls(next, go));
    const {node, depth, nodes, edges, direction} = next;
    const answer = await ask('graph', 'graph', {node, depth, nodes, edges, direction, limit: next.limit ?? 80});
    if (!answer) return;
    const left = answer.nodes_left_out ? `, ${answer.nodes_left_out} more left out` : '';
    fill(view.detail, h('p.dim', `${counted(answer.nodes.length, 'node')}, ${counted(answer.edges.length, 'edge')}${left}`),
      node && h('p', h('a', {href: viewHref('graph', {...next, node: ''})}, 'The whole'), ' › ', h('b', answer.nodes[0].label),
        answer.nodes[0].path && [' · ', h('a', {href: articleHref(answer.nodes[0].path)}, 'open the article')]));
    say(counted(answer.nodes.length, 'node'));
    fill(view.canvas, drawing(answer, {to: (one) => viewHref('graph', {...next, node: one.id})}), legend());
  };
  await update(params);
  return update;
}

function controls(params, go) {
  const set = (name) => (event) => go(viewHref('graph', {...params, [name]: event.target.value}));
  const pick = (name, label, values) => h('label', label, h('select', {onchange: set(name)}, Object.entries(values).map(([value, text]) =>
    h('option', {value, selected: (params[name] ?? '') === value}, text))));
  const chosen = new Set((params.nodes ?? Object.keys(KINDS).join(',')).split(','));
  const toggle = (kind) => () => {
    if (chosen.has(kind)) chosen.delete(kind);
    else chosen.add(kind);
    const nodes = Object.keys(KINDS).filter((one) => chosen.has(one));
    go(viewHref('graph', {...params, nodes: nodes.length === 4 || !nodes.length ? '' : nodes.join(',')}));
  };
  return [
    pick('depth', 'Steps ', {'': '1', 2: '2', 3: '3'}),
    pick('direction', 'Links ', {'': 'both ways', out: 'out', in: 'in'}),
    pick('edges', 'Edges ', {'': 'all but mentions', ...EDGES}),
    pick('limit', 'Nodes ', {40: 'up to 40', '': 'up to 80', 200: 'up to 200', 500: 'up to 500'}),
    h('span.kinds', Object.entries(KINDS).map(([kind, name]) =>
      h('label', h('input', {type: 'checkbox', checked: chosen.has(kind), onchange: toggle(kind)}), h(`span.key.kind-${kind}`), name))),
  ];
}

const legend = () => h('p.legend.dim', 'Drag to move, scroll to zoom, click a node to go there. Thick edges stand in running text, dashed ones in listings only.');

/** A neighbourhood as SVG. `to` gives the address of a node; without one, articles lead to their view. */
export function drawing(found, {small = false, to} = {}) {
  const href = (node) => (to ? to(node) : node.path ? articleHref(node.path) : viewHref('graph', {node: node.id}));
  const places = found.nodes.map((node) => [node.x * WIDE, node.y * HIGH]);
  const box = bounds(places, small ? 240 : 1000, small ? 160 : 520);
  const most = Math.max(1, ...found.nodes.filter((node) => node.kind === 'article').map((node) => node.weight));
  const edges = found.edges.map((edge) => {
    const [[x1, y1], [x2, y2]] = [places[edge.from], places[edge.to]];
    const listing = edge.kind === 'link' && edge.body === 0;
    return h(`line.edge.edge-${edge.kind}${listing ? '.listing' : ''}`, {x1, y1, x2, y2});
  });
  const nodes = found.nodes.map((node, index) => {
    const size = node.kind === 'article' ? 5 + 9 * Math.sqrt(node.weight / most) : 7;
    const [x, y] = places[index];
    const center = found.center === node.id;
    const label = node.label.length > 34 ? `${node.label.slice(0, 33)}…` : node.label;
    const el = h(`node.node.kind-${node.kind}${center ? '.center' : ''}`, {href: href(node), transform: `translate(${x} ${y})`, 'aria-label': `${node.kind} ${node.label}`},
      h('title', `${node.label}${node.path ? `\n${node.path}` : ''}`),
      node.kind === 'article' ? h('circle', {r: center ? size + 3 : size}) : h('rect', {x: -size, y: -size, width: size * 2, height: size * 2, rx: 3}),
      h('text', {y: size + 13}, label));
    return el;
  });
  const svg = h('svg.graph', {viewBox: box.join(' '), role: 'group', 'aria-label': 'graph'}, h('g.edges', edges), h('g.nodes', nodes));
  for (const index of major(found, small ? 0 : 16)) nodes[index].classList.add('major');
  svg.style.setProperty('--zoom', Math.max(1, small ? box[2] / 330 : box[2] / 1200).toFixed(2));
  highlight(found, nodes, edges, svg);
  if (!small) movable(svg, box);
  if (nodes.length > 24 || small) svg.classList.add('crowded');
  return svg;
}

/** The nodes that keep their label where there are too many for all. */
function major(found, count) {
  const order = found.nodes.map((_, index) => index).sort((a, b) => found.nodes[a].distance - found.nodes[b].distance || found.nodes[b].weight - found.nodes[a].weight);
  return order.slice(0, count);
}

/** The part of the plane that is shown: all places with room for labels, and never so little that these grow large. */
function bounds(places, width, height) {
  const span = (values, room, least) => {
    const [low, high] = [Math.min(...values, 0) - room, Math.max(...values, 0) + room];
    const size = Math.max(high - low, least);
    return [(low + high - size) / 2, size];
  };
  const [left, w] = span(places.map(([x]) => x), 100, width);
  const [top, tall] = span(places.map(([, y]) => y), 45, height);
  return [left, top, w, tall];
}

/** Pointing at a node brings out its edges and neighbours. */
function highlight(found, nodes, edges, svg) {
  const show = (index) => {
    const near = new Set([index]);
    found.edges.forEach((edge, at) => {
      const on = edge.from === index || edge.to === index;
      edges[at].classList.toggle('on', on);
      if (on) near.add(edge.from).add(edge.to);
    });
    nodes.forEach((node, at) => node.classList.toggle('on', near.has(at)));
    svg.classList.add('pointing');
  };
  const hide = () => svg.classList.remove('pointing');
  nodes.forEach((node, index) => {
    for (const event of ['pointerenter', 'focus']) node.addEventListener(event, () => show(index));
    for (const event of ['pointerleave', 'blur']) node.addEventListener(event, hide);
  });
}

/** Drag to move, wheel or pinch to zoom. */
function movable(svg, box) {
  const apply = () => svg.setAttribute('viewBox', box.join(' '));
  const scale = () => Math.max(box[2] / svg.clientWidth, box[3] / svg.clientHeight);
  const pointers = new Map();
  let moved = 0;
  const zoom = (factor, x, y) => {
    const rect = svg.getBoundingClientRect();
    const [fx, fy] = [(x - rect.left) / rect.width, (y - rect.top) / rect.height];
    const [w, hgt] = [box[2] * factor, box[3] * factor];
    if (w < 120 || w > 20000) return;
    box.splice(0, 4, box[0] + (box[2] - w) * fx, box[1] + (box[3] - hgt) * fy, w, hgt);
    svg.style.setProperty('--zoom', scale().toFixed(3));
    apply();
  };
  svg.addEventListener('wheel', (event) => {
    event.preventDefault();
    zoom(1.0015 ** event.deltaY, event.clientX, event.clientY);
  }, {passive: false});
  svg.addEventListener('pointerdown', (event) => {
    pointers.set(event.pointerId, [event.clientX, event.clientY]);
    moved = 0;
  });
  svg.addEventListener('pointermove', (event) => {
    const last = pointers.get(event.pointerId);
    if (!last) return;
    const now = [event.clientX, event.clientY];
    const others = [...pointers].filter(([id]) => id !== event.pointerId).map(([, place]) => place);
    if (others.length) {
      const apart = (a) => Math.hypot(a[0] - others[0][0], a[1] - others[0][1]) || 1;
      zoom(apart(last) / apart(now), others[0][0], others[0][1]);
    } else {
      box[0] -= (now[0] - last[0]) * scale();
      box[1] -= (now[1] - last[1]) * scale();
      apply();
    }
    moved += Math.abs(now[0] - last[0]) + Math.abs(now[1] - last[1]);
    pointers.set(event.pointerId, now);
  });
  for (const event of ['pointerup', 'pointercancel', 'pointerleave']) svg.addEventListener(event, (one) => pointers.delete(one.pointerId));
  svg.addEventListener('dragstart', (event) => event.preventDefault());
  svg.addEventListener('click', (event) => moved > 6 && event.preventDefault(), true);
}
