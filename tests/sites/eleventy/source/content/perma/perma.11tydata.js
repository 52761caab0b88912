export default {
  permalink: '/by-data/{{ page.fileSlug }}/',
};
