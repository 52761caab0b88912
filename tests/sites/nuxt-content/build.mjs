// Builds what Nuxt Content would render: the parser of @nuxtjs/mdc itself, and the rules for paths and links of @nuxt/content 3 written anew.
// Usage: node build.mjs SOURCE DIST
import fs from 'node:fs';
import path from 'node:path';
import slugify from 'slugify';
import { parseMarkdown } from '@nuxtjs/mdc/runtime';

const [source, dist] = process.argv.slice(2);

function part(name) {
  if (/^\d+(?:\.\d+)*(?:\.x)?$/.test(name)) return name;
  return name
    .replace(/^\d+\./, '')
    .replace(/^index(\.draft)?$/, '')
    .replace(/\.draft$/, '');
}
const slugged = (stem) => stem.split('/').map((name) => slugify(part(name), { lower: true })).join('/');
const address = (stem) => ('/' + slugged(stem)).replace(/^\/+/, '/').replace(/(.)\/$/, '$1');

function href(url) {
  const [, before, hash] = /^([^#]*)(#.+)?$/s.exec(url);
  const isFile = before.endsWith('.md') && (/^\.\.?\//.test(url) || (!/^https?/.test(url) && !url.startsWith('/')));
  return isFile ? slugged(before.slice(0, -3)) + (hash ?? '') : url;
}
const escape = (text) => String(text).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
function html(node) {
  if (node.type === 'text') return escape(node.value);
  const inner = (node.children ?? []).map(html).join('');
  if (node.type !== 'element') return inner;
  const props = { ...node.props };
  if (node.tag === 'a' && props.href) props.href = href(props.href);
  const attrs = Object.entries(props).map(([key, value]) => ` ${key}="${escape(value)}"`).join('');
  return node.tag === 'img' ? `<img${attrs}>` : `<${node.tag}${attrs}>${inner}</${node.tag}>`;
}

for (const name of fs.readdirSync(path.join(source, 'content'), { recursive: true })) {
  if (!name.endsWith('.md') || /\.tmp(\.|$)|(^|\/)(~|\.#)/.test(name)) continue;
  const parsed = await parseMarkdown(fs.readFileSync(path.join(source, 'content', name), 'utf8'));
  const url = parsed.data.path ?? address(name.slice(0, -3));
  const file = path.join(dist, url, 'index.html');
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, `<!doctype html><main class="article">${html(parsed.body)}</main>\n`);
}
fs.cpSync(path.join(source, 'public'), dist, { recursive: true });
