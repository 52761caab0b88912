export const data = { title: 'Script' };
export function render() {
  return '<h2 id="script">Script</h2><p><code>src:content/script.11ty.js</code></p><a href="/script/">Itself</a>';
}
