import createMDX from '@next/mdx';

const withMDX = createMDX({
  extension: /\.(md|mdx)$/,
  options: { remarkPlugins: ['remark-frontmatter'], rehypePlugins: ['rehype-slug'] },
});

export default withMDX({
  output: 'export',
  pageExtensions: ['js', 'jsx', 'md', 'mdx'],
  images: { unoptimized: true },
  experimental: { cpus: 1 },
});
