import { limits } from 'capsule-contract';
import type { LimitEntry } from 'capsule-contract/types';
import { settings } from './configuration.ts';

export interface HelpRow {
  env: string;
  standard: string;
  meaning: string;
}

/** Everything that can be configured, from the same data the program reads it by. */
export function configurationRows(): HelpRow[] {
  const entries: LimitEntry[] = Object.values(limits);
  const rows = entries.flatMap(({ env, default: standard, min, max, unit, meaning }) =>
    env === null ? [] : [{ env, standard: String(standard), meaning: `${meaning.en} ${min} to ${max} ${unit}.` }],
  );
  return [...settings, ...rows];
}

export function helpText(): string {
  const rows = configurationRows().map(({ env, standard, meaning }) => `  ${env}=${standard}\n      ${meaning}`);
  return [
    'Usage: node src/main.ts [--help] [--version]',
    '',
    'Runs the reference Opstage on one SQLite file. It is configured by the environment:',
    '',
    ...rows,
    '',
  ].join('\n');
}

/** The same as a Markdown table, for the README. */
export function configurationTable(): string {
  const rows = configurationRows().map(({ env, standard, meaning }) => {
    const shown = standard === '' ? '' : `\`${standard}\``;
    return `| \`${env}\` | ${shown} | ${meaning.replaceAll('|', '\\|')} |`;
  });
  return ['| variable | default | meaning |', '|---|---|---|', ...rows].join('\n');
}
