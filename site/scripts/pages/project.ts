/** Project pages that are made from files: decisions, and the machine-readable contract to download. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { contract } from 'capsule-contract';
import { blocks, englishOnly, table } from '../markdown.ts';
import { type Page, same } from '../page.ts';
import { words } from '../words.ts';

export const projectPages = (catalogues: readonly string[]): Page[] => [
  machineFiles(catalogues),
  decisionIndex(),
  ...decisions.map(decisionPage),
];

interface Decision {
  slug: string;
  number: string;
  title: string;
  text: string;
}

const folder = fileURLToPath(new URL('./decisions/', import.meta.resolve('capsule-contract/package.json')));

const decisions: readonly Decision[] = readdirSync(folder)
  .filter((file) => file.endsWith('.md'))
  .sort()
  .map((file) => {
    const [first = '', ...rest] = readFileSync(`${folder}${file}`, 'utf8').split('\n');
    return {
      slug: file.replace(/\.md$/, ''),
      number: file.slice(0, 4),
      title: first.replace(/^# /, ''),
      text: rest.join('\n').trim(),
    };
  });

function decisionIndex(): Page {
  return {
    path: 'project/decisions',
    title: { en: 'Decisions', 'zh-CN': '设计决定' },
    description: {
      en: 'Why the contract is as it is, one decision a page.',
      'zh-CN': '契约为何如此设计，每页一个决定（英文）。',
    },
    source: 'spec/decisions/',
    body: (language) =>
      table(
        ['#', ...words(language, 'Decision')],
        decisions.map(({ slug, number, title }) => [
          number,
          `[${englishOnly(title, language)}](/project/decisions/${slug}/)`,
        ]),
      ),
  };
}

function decisionPage({ slug, title, text }: Decision): Page {
  return {
    path: `project/decisions/${slug}`,
    title: same(title),
    description: {
      en: `A decision about the contract: ${title}.`,
      'zh-CN': `关于契约的一项设计决定（英文）：${title}。`,
    },
    source: `spec/decisions/${slug}.md`,
    body: (language) => (language === 'en' ? text : blocks('设计决定以英文记录。', `<div lang="en">`, text, '</div>')),
  };
}

const documents = [
  ['openapi.json', { en: 'HTTP APIs, OpenAPI 3.1', 'zh-CN': 'HTTP 接口，OpenAPI 3.1' }],
  ['openapi.yaml', { en: 'the same as YAML', 'zh-CN': '同上，YAML 格式' }],
  ['asyncapi.json', { en: 'Session and event feed, AsyncAPI 3.0', 'zh-CN': '会话与事件流，AsyncAPI 3.0' }],
  ['asyncapi.yaml', { en: 'the same as YAML', 'zh-CN': '同上，YAML 格式' }],
  ['schemas.json', { en: 'Every type under `$defs`', 'zh-CN': '全部类型，位于 `$defs` 之下' }],
] as const;

function machineFiles(catalogues: readonly string[]): Page {
  return {
    path: 'project/machine-files',
    title: { en: 'Machine files', 'zh-CN': '机器可读文件' },
    description: {
      en: 'The contract to download: documents, schemas, catalogues, and this site as Markdown.',
      'zh-CN': '可下载的契约：接口文档、模式、目录，以及本站的 Markdown 版本。',
    },
    source: 'spec/generated/',
    body: (language) =>
      blocks(
        { en: `Contract ${contract.version}, hash`, 'zh-CN': `契约 ${contract.version}，哈希值` }[language],
        `\`${contract.hash}\``,
        table(words(language, 'File', 'What it is'), [
          ...documents.map(([file, meaning]) => [`[${file}](/machine/${file})`, meaning[language]]),
          ...catalogues.map((name) => [
            `[${name}.json](/machine/catalogue/${name}.json)`,
            { en: 'catalogue', 'zh-CN': '目录' }[language],
          ]),
          [
            `[llms.txt](/llms.txt)`,
            { en: 'Index of this site for language models', 'zh-CN': '供语言模型使用的站点索引' }[language],
          ],
        ]),
        {
          en: 'A type alone, with everything it needs, is linked from its page. Every page has a Markdown twin: the link is at its end.',
          'zh-CN': '单个类型及其所需内容可从该类型的页面下载。每一页都有 Markdown 版本，链接在页末。',
        }[language],
      ),
  };
}
