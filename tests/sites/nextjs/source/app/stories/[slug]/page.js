import fs from 'node:fs';

export function generateStaticParams() {
  return fs
    .readdirSync('content/stories')
    .filter((name) => !name.startsWith('_'))
    .map((name) => ({ slug: name.replace(/\.mdx$/, '') }));
}
export const dynamicParams = false;
export default async function Story({ params }) {
  const { slug } = await params;
  const { default: Post } = await import(`../../../content/stories/${slug}.mdx`);
  return <Post />;
}
