import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { z } from 'astro/zod';

const blog = defineCollection({
  loader: glob({ pattern: '**/[^_]*.{md,mdx}', base: './src/content/blog' }),
  schema: z.object({ title: z.string(), draft: z.boolean().default(false), tags: z.array(z.string()).default([]) }),
});
const recipes = defineCollection({
  loader: glob({ pattern: '*.md', base: './recipes', generateId: ({ entry }) => entry.replace(/\.md$/, '') }),
});
const hidden = defineCollection({
  loader: glob({ pattern: '*.md', base: './src/content/hidden' }),
});

export const collections = { blog, recipes, hidden };
