import { defineConfig } from 'astro/config';
import starlight from '@astrojs/starlight';

export default defineConfig({
  site: 'https://loom.example',
  redirects: { '/warp': '/guides/warping/' },
  integrations: [
    starlight({
      title: 'Loom',
      pagefind: false,
      defaultLocale: 'root',
      locales: { root: { label: 'English', lang: 'en' }, de: { label: 'Deutsch' } },
      sidebar: [
        { label: 'Guides', autogenerate: { directory: 'guides' } },
        { slug: 'threads' },
        { label: 'Outside', link: '/nowhere/' },
      ],
    }),
  ],
});
