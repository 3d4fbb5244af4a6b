/** Bad input gets one clear sentence and the exit code the design gives it. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runKit } from './run-kit.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'capsule-cli-'));
  writeFileSync(join(folder, 'misspelt.yaml'), 'parralel: 3\n');
  writeFileSync(join(folder, 'list.yaml'), '- parallel\n');
  writeFileSync(join(folder, 'broken.yaml'), 'a: [1\n');
  writeFileSync(join(folder, 'wrong.yaml'), 'parallel: many\n');
  writeFileSync(join(folder, 'good.yaml'), 'url: http://127.0.0.1:1\nowner: admin\nonly: [request-id]\nquiet: true\n');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const password = { CAPSULE_OWNER_PASSWORD: 'correct horse battery' };
const opstage = ['opstage', '--url', 'http://127.0.0.1:1', '--owner', 'admin'];
const configured = (name: string) => ['opstage', '--config', join(folder, name)];

const refused: [name: string, args: () => string[], sentence: RegExp][] = [
  ['an unknown command', () => ['opstge'], /unknown command 'opstge'\s+\(Did you mean opstage\?\)/],
  ['an unknown option', () => ['agent', '--strt', 'true'], /unknown option '--strt'\s+\(Did you mean --start\?\)/],
  ['a missing URL', () => ['opstage', '--owner', 'admin'], /^opstage needs --url/],
  ['a URL that is none', () => ['opstage', '--url', 'localhost:1', '--owner', 'a'], /is not an http or https URL/],
  ['a missing owner', () => ['opstage', '--url', 'http://127.0.0.1:1'], /^opstage needs --owner/],
  ['a missing start command', () => ['agent'], /^agent needs --start/],
  ['a start command that cannot be read', () => ['agent', '--start', 'node "x'], /unclosed "/],
  [
    'a filter that matches nothing',
    () => [...opstage, '--only', 'reqest-id'],
    /matches no check. Did you mean request-id\?/,
  ],
  ['a level that does not exist', () => [...opstage, '--level', 'may'], /Allowed choices are must, should/],
  [
    'an unknown profile',
    () => [...opstage, '--profile', 'opstage-cor'],
    /no opstage profile opstage-cor. Did you mean opstage-core/,
  ],
  ['a number that is none', () => [...opstage, '--parallel', '0'], /must be a positive integer/],
  ['an unknown report format', () => [...opstage, '--report', 'xml=x'], /is not of the form json=FILE/],
  [
    'a report that cannot be written',
    () => [...opstage, '--report', `json=${join(folder, 'good.yaml', 'x')}`],
    /cannot be written/,
  ],
  ['a configuration that is not there', () => configured('none.yaml'), /cannot be read: ENOENT/],
  ['a configuration that is no YAML', () => configured('broken.yaml'), /cannot be read/],
  ['a configuration that is no mapping', () => configured('list.yaml'), /must be a mapping/],
  [
    'a configuration with an unknown key',
    () => configured('misspelt.yaml'),
    /parralel is no option of opstage. Did you mean parallel\?/,
  ],
  ['a configuration with a wrong value', () => configured('wrong.yaml'), /parallel: It must be a positive integer/],
  ['an unknown requirement', () => ['explain', 'request-ids'], /no requirement request-ids. Did you mean request-id\?/],
];

test.each(refused)('%s is exit 2 with one sentence', async (_name, args, sentence) => {
  const { code, stdout, stderr } = await runKit(args(), password).ended;
  expect(stderr).toMatch(sentence);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr.trim().split('\n').length).toBeLessThanOrEqual(2);
  expect(stderr).not.toMatch(/\n\s+at /);
});

test('a missing password is exit 2 and names the variable', async () => {
  const { code, stderr } = await runKit(opstage, { CAPSULE_OWNER_PASSWORD: undefined }).ended;
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('CAPSULE_OWNER_PASSWORD') });
});

test('an unreachable URL is exit 3, and the reason is said once', async () => {
  const { code, stdout } = await runKit(opstage, password).ended;
  expect(code).toBe(3);
  expect(stdout.match(/nothing answers at http:\/\/127\.0\.0\.1:1/g)).toHaveLength(1);
});

test('a configuration file stands for options, and the command line wins over it', async () => {
  const report = join(folder, 'from-config.json');
  await runKit([...configured('good.yaml'), '--only', 'version-*', '--report', `json=${report}`], password).ended;
  expect(JSON.parse(readFileSync(report, 'utf8'))).toMatchObject({
    subject: { url: 'http://127.0.0.1:1' },
    selection: { only: ['version-*'] },
    exitCode: 3,
  });
});

test('the help names the commands and the exit codes', async () => {
  const { code, stdout } = await runKit(['--help']).ended;
  expect(code).toBe(0);
  for (const word of ['opstage', 'agent', 'list', 'explain', 'Exit codes']) expect(stdout).toContain(word);
});

test('list names every requirement of a role with its checks', async () => {
  const { code, stdout } = await runKit(['list', '--role', 'opstage']).ended;
  expect(code).toBe(0);
  expect(stdout).toMatch(/^opstage {2}MUST +request-id +(?:request-id\/\S+ )*request-id\/every-answer(?: \S+)*$/m);
});

test('explain gives the sentence in both languages, the reason and the checks', async () => {
  const { code, stdout } = await runKit(['explain', 'request-id']).ended;
  expect(code).toBe(0);
  for (const part of ['MUST carry', '必须', 'Why: ', 'Check request-id/every-answer']) expect(stdout).toContain(part);
});
