module.exports = async function (eleventyConfig) {
  const { HtmlBasePlugin, IdAttributePlugin, InputPathToUrlTransformPlugin } = await import('@11ty/eleventy');
  eleventyConfig.addPlugin(IdAttributePlugin);
  eleventyConfig.addPlugin(HtmlBasePlugin);
  eleventyConfig.addPlugin(InputPathToUrlTransformPlugin);
  eleventyConfig.addPassthroughCopy('img');
  eleventyConfig.addPreprocessor('drafts', '*', (data) => (data.draft ? false : undefined));
  return { pathPrefix: '/farm/', markdownTemplateEngine: false };
};

module.exports.config = { pathPrefix: '/farm/', markdownTemplateEngine: false };
