import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readConfiguration } from './configuration.ts';
import { configurationRows, configurationTable, helpText } from './help.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

describe('what can be configured', () => {
  test('stands in the README exactly as the program reads it', () => {
    expect(readme, 'paste the table that `node src/main.ts --help-table` prints').toContain(configurationTable());
  });

  test('is all in --help', () => {
    for (const { env, standard } of configurationRows()) expect(helpText()).toContain(`${env}=${standard}`);
  });

  test('is read back from the environment', () => {
    const { limits, port } = readConfiguration({
      OPSTAGE_SWEEP_SECONDS: '1',
      OPSTAGE_PORT: '0',
      OPSTAGE_ACK_LEASE_SECONDS: '',
    });
    expect([limits.sweepSeconds, port, limits.ackLeaseSeconds]).toEqual([1, 0, 30]);
  });
});

test('the README says of each dependency why it is there', () => {
  const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  for (const name of Object.keys(manifest.dependencies)) expect(readme).toContain(`\`${name}\``);
});
