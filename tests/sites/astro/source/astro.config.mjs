import { defineConfig } from 'astro/config';
import mdx from '@astrojs/mdx';

export default defineConfig({
  site: 'https://bread.example',
  integrations: [mdx()],
  redirects: {
    '/old-about': '/about',
    '/old/starter': '/blog/sour-starter/',
    '/gone': 'https://example.org/elsewhere',
    '/moved-to-nothing': '/nothing-here',
  },
});
