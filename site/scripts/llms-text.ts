/** llms.txt: what this site is, and every page as Markdown, in the order of the sidebar. */
import { contract } from 'capsule-contract';
import type { Page } from './page.ts';
import type { TopicOrder } from './sidebar.ts';
import { twinPath } from './write-pages.ts';

export function llmsText(pages: readonly Page[], order: readonly TopicOrder[]): string {
  const known = new Map(pages.map((page) => [page.path, page]));
  const sections = order.map(({ title, paths }) => {
    const lines = paths.flatMap((path) => {
      const page = known.get(path);
      return page === undefined ? [] : [`- [${page.title.en}](${twinPath(path, 'en')}): ${page.description.en}`];
    });
    return `## ${title.en}\n\n${lines.join('\n')}\n`;
  });
  return [
    '# The Capsule Management Contract\n',
    `> What an agent and a control plane (Opstage) owe each other on the wire. Version ${contract.version}.\n`,
    'Every page is also there in Simplified Chinese under `zh-cn/`. The machine-readable contract is in `machine/`: `openapi.json`, `asyncapi.json`, `schemas.json`, `catalogue/`.\n',
    ...sections,
  ].join('\n');
}
