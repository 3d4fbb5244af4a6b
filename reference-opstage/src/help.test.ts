import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { configurationTable, helpText } from './help.ts';
import { metricsTable } from './http/metrics.ts';
import { settings } from './settings.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const pasted = 'paste the tables that `node src/main.ts --help-table` prints';

test('what can be configured stands in the README exactly as the program reads it', () => {
  expect(readme, pasted).toContain(configurationTable());
});

test('what can be configured is all in --help', () => {
  for (const { name, env, standard } of settings) expect(helpText()).toContain(`  ${env}=${standard}  (${name})`);
});

test('the metrics stand in the README as they are made', () => {
  expect(readme, pasted).toContain(metricsTable());
});

test('the README says of each dependency why it is there', () => {
  const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  for (const name of Object.keys(manifest.dependencies)) expect(readme).toContain(`\`${name}\``);
});
