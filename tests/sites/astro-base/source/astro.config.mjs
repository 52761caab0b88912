import { defineConfig } from 'astro/config';

export default defineConfig({
  site: 'https://salt.example',
  base: '/mine',
  trailingSlash: 'never',
  build: { format: 'file' },
  redirects: { '/shaft': '/tunnel' },
});
