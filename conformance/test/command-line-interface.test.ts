/** Bad input gets one clear sentence and the exit code the design gives it. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { parse } from 'yaml';
import { programOf } from '../src/cli/main.ts';
import { runKit } from './run-kit.ts';
import { runKitInside } from './run-kit-inside.ts';
import { sampleReport } from './sample-report.ts';

// Programs are started and waited for; a busy machine takes its time.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'capsule-cli-'));
  writeFileSync(join(folder, 'misspelt.yaml'), 'parralel: 3\n');
  writeFileSync(join(folder, 'list.yaml'), '- parallel\n');
  writeFileSync(join(folder, 'broken.yaml'), 'a: [1\n');
  writeFileSync(join(folder, 'wrong.yaml'), '# Side by side.\n\nparallel: many\n');
  writeFileSync(join(folder, 'role.yaml'), 'opstage: http://127.0.0.1:1\n');
  const entry = 'check: request-id, reason: slow, expires: 2030-01-01';
  writeFileSync(join(folder, 'reasonless.yaml'), '- { check: request-id, expires: 2030-01-01 }\n');
  writeFileSync(join(folder, 'dayless.yaml'), '- { check: request-id, reason: slow, expires: soon }\n');
  writeFileSync(join(folder, 'feb.yaml'), '- { check: request-id, reason: slow, expires: 2030-02-31 }\n');
  writeFileSync(join(folder, 'stray.yaml'), `- { ${entry}, expirse: 2030-01-01 }\n`);
  writeFileSync(join(folder, 'twice.yaml'), `- { ${entry} }\n- { ${entry} }\n`);
  writeFileSync(
    join(folder, 'roles.yaml'),
    'quiet: true\nopstage:\n  url: http://127.0.0.1:1\n  owner: admin\n  only: request-id\nagent:\n  start: agent\n',
  );
  writeFileSync(join(folder, 'good.yaml'), 'url: http://127.0.0.1:1\nowner: admin\nonly: [request-id]\nquiet: true\n');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const password = { CAPSULE_OWNER_PASSWORD: 'correct horse battery' };
const opstage = ['opstage', '--url', 'http://127.0.0.1:1', '--owner', 'admin'];
const known = (name: string) => [...opstage, '--known-failures', join(folder, name)];
const packageFile = fileURLToPath(new URL('../package.json', import.meta.url));
const configured = (name: string) => ['opstage', '--config', join(folder, name)];

const refused: [name: string, args: () => string[], sentence: RegExp][] = [
  ['an unknown command', () => ['opstge'], /unknown command 'opstge'\s+\(Did you mean opstage\?\)/],
  ['an unknown option', () => ['agent', '--strt', 'true'], /unknown option '--strt'\s+\(Did you mean --start\?\)/],
  ['a missing URL', () => ['opstage', '--owner', 'admin'], /^opstage needs --url/],
  [
    'a URL that is none',
    () => ['opstage', '--url', 'localhost:1', '--owner', 'a'],
    /'localhost:1' is invalid. It must be an http or https URL/,
  ],
  [
    'a URL with a login',
    () => ['opstage', '--url', 'http://a:b@127.0.0.1:1', '--owner', 'a'],
    /^--url carries a password/,
  ],
  ['a missing owner', () => ['opstage', '--url', 'http://127.0.0.1:1'], /^opstage needs --owner/],
  ['a missing start command', () => ['agent'], /^agent \(without --attach\) needs --start/],
  ['a start command that cannot be read', () => ['agent', '--start', 'node "x'], /unclosed "/],
  [
    'a filter that matches nothing',
    () => [...opstage, '--only', 'reqest-id'],
    /matches no check. Did you mean request-id\?/,
  ],
  [
    'a filter that matches rules for the other role only',
    () => ['agent', '--start', 'true', '--only', 'no-silent-takeover'],
    /matches no check. It binds an opstage, not an agent/,
  ],
  ['a level that does not exist', () => [...opstage, '--level', 'may'], /Allowed choices are must, should/],
  [
    'an unknown profile',
    () => [...opstage, '--profile', 'opstage-cor'],
    /no opstage profile opstage-cor. Did you mean opstage-core/,
  ],
  ['a number that is none', () => [...opstage, '--parallel', '0'], /must be a positive integer/],
  ['a report without a file', () => [...opstage, '--report', 'json'], /json is not of the form FORMAT=FILE/],
  [
    'an unknown report format',
    () => [...opstage, '--report', 'jnit=x'],
    /no format jnit; there are .* Did you mean junit\?/,
  ],
  ['a duration that is none', () => [...opstage, '--time-budget', 'soon'], /must be a duration like 90s, 5m or 1h/],
  ['a colour that is none', () => ['list', '--color', 'red'], /Allowed choices are auto, always, never/],
  ['an unknown command of doctor', () => ['doctor', 'agnet'], /unknown command 'agnet'\s+\(Did you mean agent\?\)/],
  [
    'an update of known failures without their file',
    () => [...opstage, '--update-known-failures'],
    /needs --known-failures/,
  ],
  [
    'known failures that are not there',
    () => known('no-such-list.yaml'),
    /no-such-list.yaml cannot be read: there is no such file\.$/m,
  ],
  ['known failures that are no list', () => known('good.yaml'), /must be a list of entries/],
  ['a known failure without a reason', () => known('reasonless.yaml'), /entry 1 \(request-id\): reason must be a text/],
  ['a known failure without a day', () => known('dayless.yaml'), /expires must be a day as YYYY-MM-DD, not soon/],
  ['a known failure until a day that never comes', () => known('feb.yaml'), /YYYY-MM-DD, not 2030-02-31/],
  ['a known failure with a stray member', () => known('stray.yaml'), /expirse is no member .* Did you mean expires\?/],
  ['a known failure named twice', () => known('twice.yaml'), /names request-id twice/],
  ['a configuration whose role is no mapping', () => configured('role.yaml'), /opstage must be a mapping/],
  [
    'a comparison with a file that is not there',
    () => ['diff', 'none.json', 'none.json'],
    /none.json cannot be read: there is no such file/,
  ],
  ['a comparison with something else', () => ['diff', packageFile, packageFile], /is no report of capsule-conformance/],
  ['an unknown shell', () => ['completion', 'tcsh'], /Allowed choices are bash, zsh, fish/],
  [
    'questions without a terminal',
    () => ['init', '--file', join(folder, 'new.yaml')],
    /it needs --role and --start or --url/,
  ],
  [
    'a file that is there already',
    () => ['init', '--role', 'agent', '--start', 'x', '--file', join(folder, 'good.yaml')],
    /is there already; --force overwrites it/,
  ],
  [
    'an unknown check of a requirement',
    () => ['explain', 'request-id/evry-answer'],
    /Did you mean request-id\/every-answer\?/,
  ],
  [
    'a report that cannot be written',
    () => [...opstage, '--report', `json=${join(folder, 'good.yaml', 'x')}`],
    /cannot be written: a part of its path is a file/,
  ],
  ['a report that is a folder', () => [...opstage, '--report', `json=${folder}`], /cannot be written: it is a folder/],
  [
    'a folder of replay files that is a file',
    () => [...opstage, '--replay-dir', join(folder, 'good.yaml')],
    /good.yaml cannot be written: /,
  ],
  [
    'a configuration that init cannot write',
    () => ['init', '--role', 'agent', '--start', 'x', '--file', join(folder, 'good.yaml', 'x')],
    /cannot be written: a part of its path is a file/,
  ],
  ['a replay file that is not there', () => ['replay', 'none.json'], /none.json cannot be read: there is no such file/],
  ['a certificate that is a folder', () => [...opstage, '--ca', folder], /^--ca .* cannot be read: it is a folder/],
  [
    'a configuration that is not there',
    () => configured('mispelt.yaml'),
    /cannot be read: there is no such file\. Did you mean .*misspelt\.yaml\?/,
  ],
  ['a configuration that is no YAML', () => configured('broken.yaml'), /cannot be read/],
  ['a configuration that is no mapping', () => configured('list.yaml'), /must be a mapping/],
  [
    'a configuration with an unknown key',
    () => configured('misspelt.yaml'),
    /misspelt.yaml:1: parralel is no option of opstage. Did you mean parallel\?\n {2}parallel: 3\n$/,
  ],
  [
    'a configuration for doctor with an unknown key',
    () => ['doctor', ...configured('misspelt.yaml')],
    /misspelt.yaml:1: parralel is no option of opstage/,
  ],
  [
    'a configuration with a wrong value',
    () => configured('wrong.yaml'),
    /wrong.yaml:3: parallel cannot be many. It must be a positive integer. Write:\n {2}parallel: \d+\n$/,
  ],
  ['an unknown requirement', () => ['explain', 'request-ids'], /no requirement request-ids. Did you mean request-id\?/],
];

test.each(refused)('%s is exit 2 with one sentence', async (_name, args, sentence) => {
  const { code, stdout, stderr } = await runKitInside(args(), password);
  expect(stderr).toMatch(sentence);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr.trim().split('\n').length).toBeLessThanOrEqual(2);
  expect(stderr).not.toMatch(/\n\s+at /);
});

test('the process ends with that code and that sentence', async () => {
  const { code, stdout, stderr } = await runKit(['opstge']).ended;
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/^error: unknown command 'opstge'/);
});

test('a missing password is exit 2 and names the variable', async () => {
  const { code, stderr } = await runKitInside(opstage, { CAPSULE_OWNER_PASSWORD: undefined });
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

test('the part of a role counts for that role, and the part of the other does not', async () => {
  const report = join(folder, 'roles.json');
  await runKit(['opstage', '--config', join(folder, 'roles.yaml'), '--report', `json=${report}`], password).ended;
  expect(JSON.parse(readFileSync(report, 'utf8'))).toMatchObject({
    subject: { url: 'http://127.0.0.1:1', start: null },
    selection: { only: ['request-id'] },
  });
});

test('doctor takes the configuration of a run, and passes over what is not for it', async () => {
  const { code, stdout } = await runKit(['doctor', 'opstage', '--config', join(folder, 'roles.yaml')], password).ended;
  expect(stdout).toContain('connection refused');
  expect(code).toBe(3);
});

test('the help names the commands and the exit codes', async () => {
  const { code, stdout } = await runKitInside(['--help']);
  expect(code).toBe(0);
  for (const word of ['opstage', 'agent', 'list', 'explain', 'Exit codes']) expect(stdout).toContain(word);
});

/** Every command there is, `doctor agent` included. */
function everyCommand(command = programOf(), path: string[] = []): { path: string[]; options: string[] }[] {
  const inner = command.commands.flatMap((one) => everyCommand(one, [...path, one.name()]));
  const options = command.options.map(({ long }) => long ?? '');
  return command.commands.length > 0 ? inner : [{ path, options }];
}

test.each(everyCommand())(
  '$path has examples that parse in its help, fits 80 columns but for them, and has --json',
  async ({ path, options }) => {
    const { code, stdout } = await runKitInside([...path, '--help']);
    expect(code).toBe(0);
    const [help = '', examples = ''] = stdout.split(/^Examples?\b.*$/m);
    expect(examples).toContain(`capsule-conformance ${path.join(' ')}`);
    expect(help.split('\n').filter((line) => line.length > 80)).toEqual([]);
    expect(options).toEqual(expect.arrayContaining(['--json', '--color']));
    for (const [, option = ''] of examples.matchAll(/ (--[a-z-]+)/g))
      expect([...options, '--rm', '--network']).toContain(option);
  },
);

test.each([
  ['list', ['list', '--json'], { 0: { role: expect.anything(), checks: expect.any(Array) } }],
  ['explain', ['explain', 'request-id', '--json'], { id: 'request-id', checks: expect.any(Array) }],
  ['completion', ['completion', 'bash', '--json'], { shell: 'bash', script: expect.stringContaining('complete') }],
])('%s prints one JSON document', async (_name, args, shape) => {
  const { stdout, stderr } = await runKitInside(args);
  expect({ ...JSON.parse(stdout) }).toMatchObject(shape);
  expect(stderr).toBe('');
});

test('init prints what it wrote as one JSON document', async () => {
  const file = join(folder, 'init-json.yaml');
  const { stdout } = await runKitInside(['init', '--role', 'agent', '--start', 'x', '--file', file, '--json']);
  expect(JSON.parse(stdout)).toMatchObject({ file, role: 'agent', config: readFileSync(file, 'utf8') });
});

test('diff is 1 when something fails that did not before, and 0 the other way round, in words and as JSON', async () => {
  const [before, after] = ['before.json', 'after.json'].map((name) => join(folder, name)) as [string, string];
  const passed = JSON.stringify(sampleReport()).replaceAll('"verdict":"failed"', '"verdict":"passed"');
  writeFileSync(before, passed);
  writeFileSync(after, JSON.stringify(sampleReport()));
  const broken = ['no-silent-takeover/known-code', 'spread-fleet-start'].map((check) => ({
    ...{ check, before: 'passed', after: 'failed' },
  }));
  const worse = await runKitInside(['diff', before, after, '--json']);
  expect(worse.code).toBe(1);
  expect(JSON.parse(worse.stdout)).toMatchObject({ broken, mended: [] });
  expect((await runKitInside(['diff', before, after])).stdout).toContain('fails now (2)');
  const better = await runKitInside(['diff', after, before, '--json']);
  expect(better.code).toBe(0);
  expect(JSON.parse(better.stdout)).toMatchObject({ broken: [], mended: broken.map(({ check }) => ({ check })) });
});

test('doctor and a run print one JSON document too', async () => {
  const doctor = await runKit(['doctor', ...opstage, '--json'], password).ended;
  expect(JSON.parse(doctor.stdout)).toMatchObject({ ready: false, findings: [{ state: 'wrong' }] });
  const run = await runKit([...opstage, '--only', 'request-id', '--json'], password).ended;
  expect(JSON.parse(run.stdout)).toMatchObject({ unfit: { reason: expect.stringContaining('refused') } });
  expect(run.stderr).toBe('');
});

test.each([
  ['agent', ['--start', 'python3 agent.py']],
  ['opstage', ['--url', 'http://127.0.0.1:1', '--owner', 'mira: "x"', '--start', 'node main.js']],
])('init writes a configuration that the %s command takes', async (role, words) => {
  const file = join(folder, `init-${role}.yaml`);
  const made = await runKitInside(['init', '--role', role, ...words, '--file', file]);
  expect(made.code).toBe(0);
  expect(made.stdout).toContain(`npx capsule-conformance doctor ${role}`);
  const config = parse(readFileSync(file, 'utf8'));
  expect(config[role]).toMatchObject({ start: words.at(-1) });
  // An impossible filter is noticed after the file was read and before anything is started.
  const { stderr } = await runKitInside([role, '--config', file, '--only', 'nothing-like-it'], password);
  expect(stderr).toContain('matches no check');
});

test.each([
  ['an agent', ['', 'python3 agent.py'], { agent: { start: 'python3 agent.py' } }],
  ['an Opstage', ['what?', 'ops', 'http://127.0.0.1:9'], { opstage: { url: 'http://127.0.0.1:9', owner: 'admin' } }],
  ['an Opstage at the usual place', ['opstage', ''], { opstage: { url: 'http://127.0.0.1:8080' } }],
])('init asks for %s at a terminal, and once more where it does not understand', async (what, answers, config) => {
  const file = join(folder, `asked-${what.replaceAll(' ', '-')}.yaml`);
  const { code, stderr } = await runKitInside(['init', '--file', file], {}, answers);
  expect({ code, asked: stderr.match(/\?/g)?.length }).toEqual({ code: 0, asked: answers.length });
  expect(parse(readFileSync(file, 'utf8'))).toMatchObject(config);
});

test.each(['bash', 'zsh', 'fish'] as const)(
  'completion for %s knows commands, options, choices and requirements',
  async (shell) => {
    const { code, stdout } = await runKitInside(['completion', shell]);
    expect(code).toBe(0);
    for (const word of ['opstage', 'doctor', 'known-failures', 'quick standard deep', 'no-silent-takeover']) {
      expect(stdout).toContain(word);
    }
  },
);

test.each([
  [['capsule-conformance', 'do'], ['doctor']],
  [['capsule-conformance', 'doctor', 'op'], ['opstage']],
  [['capsule-conformance', 'agent', '--depth', 'de'], ['deep']],
  [['capsule-conformance', 'explain', 'no-silent-t'], ['no-silent-takeover']],
  [['capsule-conformance', 'opstage', '--known'], ['--known-failures']],
])('bash completes %j', async (words, expected) => {
  const { stdout: script } = await runKitInside(['completion', 'bash']);
  const line = words.map((word) => `'${word}'`).join(' ');
  const run = `${script}\nCOMP_WORDS=(${line}); COMP_CWORD=${words.length - 1}; _capsule_conformance; echo "\${COMPREPLY[@]}"`;
  expect(execFileSync('bash', ['-c', run], { encoding: 'utf8' }).trim().split(' ')).toEqual(expected);
});

test('list names every requirement of a role with its checks', async () => {
  const { code, stdout } = await runKitInside(['list', '--role', 'opstage']);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^opstage {2}MUST +request-id +(?:request-id\/\S+ )*request-id\/every-answer(?: \S+)*$/m);
});

test('explain gives the sentence in both languages, the reason and the checks', async () => {
  const { code, stdout } = await runKitInside(['explain', 'request-id']);
  expect(code).toBe(0);
  for (const part of ['MUST carry', '必须', 'Why: ', 'Check request-id/every-answer']) expect(stdout).toContain(part);
});
