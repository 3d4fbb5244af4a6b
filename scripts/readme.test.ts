import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');

describe('the README', () => {
  test('prints the two commands, each alone in its block', () => {
    for (const command of ['npm ci && npm run conformance', 'npm ci && npm test']) {
      expect(read('README.md')).toContain(`\`\`\`sh\n${command}\n\`\`\`\n`);
    }
  });

  test('gives CI its test command: .ci/run runs that and nothing else', () => {
    const lines = read('.ci/run').split('\n');
    const commands = lines.filter((line) => line !== '' && !/^(#|set |cd )/.test(line));
    expect(commands).toEqual(['npm ci && npm test']);
  });

  test.each(['README.md', 'CONTRIBUTING.md'])('%s links only to files that are there', (document) => {
    const targets = [...read(document).matchAll(/\]\((?!https?:)([^)#]+)[^)]*\)/g)].map(([, target]) => target ?? '');
    expect(targets.filter((target) => !existsSync(new URL(`../${target}`, import.meta.url)))).toEqual([]);
  });
});
