import { feedPlugin } from '@11ty/eleventy-plugin-rss';

export default function (eleventyConfig) {
  eleventyConfig.addPassthroughCopy('content/img');
  eleventyConfig.addPassthroughCopy({ 'content/papers': 'files', public: '/' });
  eleventyConfig.addPlugin(feedPlugin, {
    outputPath: '/feed.xml',
    collection: { name: 'posts' },
    metadata: { title: 'Orchard', base: 'https://orchard.example/', author: { name: 'Ada' } },
  });
  return {
    dir: { input: 'content', includes: '_includes', data: '_data', output: '_site' },
    markdownTemplateEngine: 'njk',
    htmlTemplateEngine: 'njk',
  };
}
