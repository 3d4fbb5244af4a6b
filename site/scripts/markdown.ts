/** The few Markdown forms the generated pages are made of. */
import type { Language } from './page.ts';

/** Text of the contract as Markdown: code stays code, everything else means itself. */
export const prose = (text: string): string =>
  text
    .split(/(`[^`]*`)/)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(/[\\*_[\]<>{}]/g, (mark) => `\\${mark}`)))
    .join('');

const cell = (text: string): string => text.replace(/\|/g, '\\|').replace(/\n+/g, ' ');

export const table = (heads: readonly string[], rows: readonly (readonly string[])[]): string =>
  [heads, heads.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n');

/** Facts as name and value; a fact without a value is left out. */
export const facts = (heads: readonly [string, string], rows: readonly (readonly [string, string | null])[]): string =>
  table(
    heads,
    rows.flatMap(([name, value]) => (value === null || value === '' ? [] : [[name, value]])),
  );

/** A name in code that can be linked to. */
export const anchored = (text: string, anchor: string): string => `<code id="${anchor}">${escapeHtml(text)}</code>`;

export const heading = (level: 2 | 3 | 4, text: string, anchor: string): string =>
  `${'#'.repeat(level)} ${text} {#${anchor}}`;

export const fence = (language: string, text: string): string => `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;

export const quote = (text: string): string => text.replace(/^/gm, '> ');

/** Paragraphs and blocks one after the other, empty ones left out. */
export const blocks = (...parts: readonly (string | false | null | undefined)[]): string =>
  parts.filter((part) => typeof part === 'string' && part !== '').join('\n\n');

export const escapeHtml = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

/** Text for which there is no Chinese: marked for screen readers, and so that the test can count it. */
export const englishOnly = (markdown: string, language: Language): string =>
  language === 'en' || markdown === '' ? markdown : `<span lang="en">${markdown}</span>`;
