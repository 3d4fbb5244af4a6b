import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { agentCommand } from './agent-command.ts';
import { applyConfigFile } from './config-file.ts';
import { opstageCommand } from './opstage-command.ts';

let file = '';
beforeAll(() => {
  file = join(mkdtempSync(join(tmpdir(), 'capsule-config-')), 'c.yaml');
});
afterAll(() => rmSync(join(file, '..'), { recursive: true }));

function applied(text: string, command = agentCommand()) {
  writeFileSync(file, text);
  applyConfigFile(command, file);
  return command.opts();
}

/** The message with the file's name taken out. */
function fault(text: string, command = agentCommand()): string {
  try {
    applied(text, command);
  } catch (cause) {
    return (cause as Error).message.replace(`${file}:`, 'line ');
  }
  return 'taken';
}

test.each([
  ['a choice', 'depth: Quikc', 'line 1: depth cannot be Quikc. ', 'depth: quick'],
  ['a switch', 'quiet: yes', 'line 1: quiet cannot be yes. ', 'quiet: true'],
  ['a switch turned off', 'quiet: off', 'line 1: quiet cannot be off. ', 'quiet: false'],
  ['a duration', 'level: must\ntime-budget: 5 minutes', 'line 2: time-budget cannot be 5 minutes. ', 'time-budget: 5m'],
  ['a place', 'listen: here', 'line 1: listen cannot be here. ', 'listen: 127.0.0.1:8080'],
  ['a number', 'patience: 0.5', 'line 1: patience cannot be 0.5. ', 'patience: 1'],
  ['a number under its role', 'agent:\n  # soon\n  runs: -1', 'line 3: runs cannot be -1. ', 'runs: 1'],
  ['nothing', 'start:', 'line 1: start cannot be empty. ', 'start: <command>'],
  ['a list for one value', 'seed: [a, b]', 'line 1: seed cannot be [a, b]. ', 'seed: a'],
  [
    'one of a list',
    'report:\n  - md=a\n  - jnit=b',
    'line 1: report cannot be - md=a - jnit=b. ',
    'report: [md=a, junit=b]',
  ],
])(
  '%s that is wrong is shown with its line and corrected, and the corrected line is taken',
  (_name, text, says, line) => {
    const message = fault(text);
    expect(message).toContain(says);
    expect(message.split('\n')[1]).toBe(`  ${line}`);
    expect(fault(line.replace('<command>', 'x'))).toBe('taken');
  },
);

test('an address without its scheme is corrected', () => {
  const message = fault('opstage:\n  url: localhost:80', opstageCommand());
  expect(message).toBe(
    'line 2: url cannot be localhost:80. It must be an http or https URL. Write:\n  url: http://localhost:80',
  );
});

test.each([
  ['with one value', 'raport: md=a', '\n  report: md=a'],
  ['with a list', 'raport:\n  - md=a', '\n  report:'],
  ['that names a role', 'agnet:\n  start: x', '\n  agent:'],
  ['like none', 'whatsoever: 1', ''],
])('a misspelt key %s is corrected', (_name, text, corrected) => {
  expect(fault(text).replace(/^line 1: \w+ is no option of agent\.(?: Did you mean \w+\?)?/, '')).toBe(corrected);
});

test('a value means what the same words mean on the command line', () => {
  expect(applied('seed: 7e3\nruns: &n 2\nparallel: *n\nno-session: true\nonly: [a, b]')).toMatchObject({
    ...{ seed: '7e3', runs: 2, parallel: 2, session: false, only: ['a', 'b'] },
  });
  expect(applied('no-session: false').session).toBeUndefined();
});
