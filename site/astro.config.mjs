import starlight from '@astrojs/starlight';
import { defineConfig } from 'astro/config';

export default defineConfig({
  integrations: [
    starlight({
      title: { en: 'Capsule Contract', 'zh-CN': 'Capsule 契约' },
      favicon: '/favicon.svg',
      defaultLocale: 'root',
      locales: {
        root: { label: 'English', lang: 'en' },
        'zh-cn': { label: '简体中文', lang: 'zh-CN' },
      },
      sidebar: [{ label: 'What it is', translations: { 'zh-CN': '它是什么' }, link: '/' }],
    }),
  ],
});
