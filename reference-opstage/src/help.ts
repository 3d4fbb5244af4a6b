import { fileVariable } from './configuration.ts';
import { settings } from './settings.ts';

export function helpText(): string {
  const rows = settings.map(({ name, env, standard, meaning }) => `  ${env}=${standard}  (${name})\n      ${meaning}`);
  return `Usage: node src/main.ts [options]

Runs the reference Opstage.

  --config FILE  read settings from a YAML file too; ${fileVariable} names one as well
  --check        judge the configuration, start nothing
  --help         this text
  --version      the version of the program and of the contract

It is configured by the environment, by the file, or by both; the environment wins.
Each setting has a variable and, in parentheses, a key in the file:

${rows.join('\n')}
`;
}

/** The same as a Markdown table, for the README. */
export function configurationTable(): string {
  const rows = settings.map(({ name, env, standard, meaning }) => {
    const shown = standard === '' ? '' : `\`${standard}\``;
    return `| \`${env}\` | \`${name}\` | ${shown} | ${meaning.replaceAll('|', '\\|')} |`;
  });
  return ['| variable | key in the file | default | meaning |', '|---|---|---|---|', ...rows].join('\n');
}
