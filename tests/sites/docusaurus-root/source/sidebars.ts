import type { SidebarsConfig } from '@docusaurus/plugin-content-docs';

const sidebars: SidebarsConfig = {
  main: [
    'index',
    'start',
    { type: 'category', label: 'How it works', link: { type: 'generated-index' }, items: ['parts/gears'] },
    { type: 'category', label: 'Slugged', link: { type: 'generated-index', slug: '/all/slugged' }, items: ['parts/dial'] },
    { type: 'category', label: 'No link', items: ['parts/index'] },
  ],
};

export default sidebars;
