import React from 'react';
export default function Home() {
  return (
    <main className="fixture">
      <h1 id="home">The Clay Room</h1>
      <p><code>src:src/pages/index.js</code></p>
      <a href="/docs/next/install">Install</a> <a href="/nothing">Nothing</a>
    </main>
  );
}
