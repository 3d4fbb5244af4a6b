import { readFileSync } from 'node:fs';
import { satteri } from '@astrojs/markdown-satteri';
import starlight from '@astrojs/starlight';
import { defineConfig } from 'astro/config';
import starlightSidebarTopics from 'starlight-sidebar-topics';

// Written by scripts/generate-reference.ts, which runs before every build.
const topics = JSON.parse(readFileSync(new URL('./.tmp/sidebar.json', import.meta.url), 'utf8'));

export default defineConfig({
  // Where the site will be served: `SITE_BASE=/docs npm run build -w capsule-site`.
  base: process.env.SITE_BASE ?? '/',
  outDir: process.env.SITE_OUT ?? './dist',
  publicDir: './.tmp/public',
  trailingSlash: 'always',
  markdown: {
    // Heading ids are given (`## 错误 {#errors}`), so that both languages have the same anchors.
    processor: satteri({ features: { headingAttributes: true, smartPunctuation: false } }),
  },
  integrations: [
    starlight({
      title: { en: 'Capsule Contract', 'zh-CN': 'Capsule 契约' },
      favicon: '/favicon.svg',
      defaultLocale: 'root',
      locales: {
        root: { label: 'English', lang: 'en' },
        'zh-cn': { label: '简体中文', lang: 'zh-CN' },
      },
      customCss: ['./src/site.css'],
      components: {
        MarkdownContent: './src/components/MarkdownContent.astro',
        Search: './src/components/Search.astro',
      },
      tableOfContents: { minHeadingLevel: 2, maxHeadingLevel: 3 },
      pagination: false,
      expressiveCode: {
        themes: ['github-dark', 'github-light'],
        minSyntaxHighlightingColorContrast: 5.5,
        // Wrapped lines need no scrolling, on a telephone or by keyboard.
        defaultProps: { frame: 'none', wrap: true },
      },
      plugins: [starlightSidebarTopics(topics, { topics: { start: ['/', '/index', '/zh-cn'] }, exclude: ['/404'] })],
    }),
  ],
});
