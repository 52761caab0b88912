import type { Config } from '@docusaurus/types';
import type * as Preset from '@docusaurus/preset-classic';

const config: Config = {
  title: 'Tidal Clock',
  url: 'https://tides.example',
  baseUrl: '/product/',
  trailingSlash: false,
  onBrokenLinks: 'ignore',
  onBrokenAnchors: 'ignore',
  markdown: {
    format: 'detect',
    hooks: { onBrokenMarkdownLinks: 'ignore', onBrokenMarkdownImages: 'ignore' },
  },
  presets: [
    [
      'classic',
      {
        docs: { routeBasePath: '/', sidebarPath: './sidebars.ts', exclude: ['**/secret/**'] },
        blog: false,
      } satisfies Preset.Options,
    ],
  ],
  plugins: [
    [
      '@docusaurus/plugin-content-docs',
      { id: 'harbour', path: 'harbour', routeBasePath: 'port/guide', numberPrefixParser: false, sidebarPath: false },
    ],
    [
      '@docusaurus/plugin-client-redirects',
      { redirects: [{ from: ['/begin', '/old/begin'], to: '/start' }] },
    ],
  ],
};

export default config;
