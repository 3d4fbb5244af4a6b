/** What every HTML report has in common: its script, its style, and the policy that names both by their hashes. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { diffVerdicts } from './run-diff.ts';

export interface PageParts {
  script: string;
  style: string;
  /** Content security policy. */
  policy: string;
  /** By default both: what the reader's system prefers. */
  scheme?: Scheme;
}

export type Scheme = 'light' | 'dark';

export function pageParts(): PageParts {
  const script = `const diffVerdicts = ${diffVerdicts.toString()};\n${asset('page.js')}`;
  const style = ['colours.css', 'page.css', 'judged.css'].map(asset).join('\n');
  const policy = `default-src 'none'; script-src ${hash(script)}; style-src ${hash(style)}; base-uri 'none'; form-action 'none'`;
  return { script, style, policy };
}

function asset(name: string): string {
  return readFileSync(new URL(`./page/${name}`, import.meta.url), 'utf8');
}

function hash(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
