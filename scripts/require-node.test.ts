import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { complaintAbout } from './require-node.mjs';

const guard = fileURLToPath(new URL('require-node.mjs', import.meta.url));

/** Runs the guard as a process that believes it is Node `version`. */
function runAs(version: string) {
  const pretend = `Object.defineProperty(process,'versions',{value:{...process.versions,node:'${version}'}})`;
  return spawnSync(process.execPath, ['--import', `data:text/javascript,${encodeURIComponent(pretend)}`, guard], {
    encoding: 'utf8',
  });
}

describe('the Node guard', () => {
  test.each(['12.22.0', '18.19.1', '20.20.2', '22.18.0', '23.11.0'])('%s is refused in one sentence', (version) => {
    const complaint = complaintAbout(version);
    expect(complaint).toContain(`this is Node ${version}:`);
    expect(complaint).not.toContain('\n');
  });

  test.each(['22.19.0', '24.0.0', '24.21.0', '25.1.0', '26.10.0'])('%s is accepted without a word', (version) => {
    expect(complaintAbout(version)).toBe('');
  });

  test('an old Node ends with exit code 2, one line and no stack', () => {
    const { status, stdout, stderr } = runAs('20.20.2');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr.trim().split('\n')).toEqual([complaintAbout('20.20.2')]);
  });

  test('the running Node ends with exit code 0 and no output', () => {
    const { status, stdout, stderr } = runAs(process.versions.node);
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  test('it stands at the head of both main commands', () => {
    const { scripts } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
    for (const name of ['test', 'conformance']) {
      expect(scripts[name]).toMatch(/^node scripts\/require-node\.mjs && /);
    }
  });
});
