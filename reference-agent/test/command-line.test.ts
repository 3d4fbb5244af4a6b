/** The command line as its users meet it: a process, a file, exit codes and sentences. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { main } from '../cli/main.ts';
import { command, REGISTRATION_TOKEN, stage } from './test-agent.ts';

const BIN = fileURLToPath(new URL('../bin/capsule-agent.mjs', import.meta.url));

interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

function start(args: string[], env: Record<string, string> = {}): { child: ChildProcess; ended: Promise<Ended> } {
  const child = spawn(process.execPath, [BIN, ...args], { env: { PATH: process.env.PATH ?? '', ...env } });
  onTestFinished(() => void child.kill('SIGKILL'));
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, stdout, stderr }));
  return { child, ended };
}

const RIGHT = `
opstage: { url: http://127.0.0.1:1 }
stateDir: ./state
service: { code: otp-reader, name: OTP reader, version: "1.2.0" }
`;

/** `--check`, in this process, of a file with this text, in a folder of its own. */
async function check(text: string): Promise<Ended & { file: string }> {
  const { stateDir } = await stage();
  const file = join(stateDir, 'agent.yaml');
  await writeFile(file, text);
  let [stdout, stderr] = ['', ''];
  const code = await main(['run', file, '--check'], {
    env: {},
    stdout: {
      write: (piece) => {
        stdout += piece;
      },
    },
    stderr: {
      write: (piece) => {
        stderr += piece;
      },
    },
  });
  return { code, stdout, stderr, file };
}

test('--help says what it is for and shows a whole file, which is itself right', async () => {
  const { code, stdout } = await start(['--help']).ended;
  expect(code).toBe(0);
  expect(stdout).toContain('capsule-agent run <file> [--check]');
  const shown = stdout.slice(stdout.indexOf('The file:\n') + 10, stdout.indexOf('The registration token'));
  const text = shown.replaceAll(/^ {2}/gm, '').replaceAll('./is-healthy', 'true').replaceAll('./drain', 'true');
  expect(await check(text)).toMatchObject({ code: 0, stderr: '' });
});

test('wrong usage is one sentence and exit code 2', async () => {
  for (const [args, sentence] of [
    [[], 'given was: nothing'],
    [['stop'], 'given was: stop'],
    [['run', 'a.yaml', 'b.yaml'], 'given was: run a.yaml b.yaml'],
    [['run', 'a.yaml', '--dry'], "Unknown option '--dry'"],
    [['run', '/nowhere/a.yaml'], '/nowhere/a.yaml cannot be read: ENOENT'],
  ] as const) {
    const { code, stderr } = await start([...args]).ended;
    expect(code).toBe(2);
    expect(stderr).toContain(sentence);
    expect(stderr).not.toContain('    at ');
  }
});

test('--check of a right file says what it is and exits 0, calling nobody', async () => {
  const { code, stdout } = await check(
    `${RIGHT}health: { http: "http://127.0.0.1:1/healthz" }\nactions: [{ name: drain, label: Drain, command: ["true"] }]\n`,
  );
  expect(code).toBe(0);
  expect(stdout).toMatch(/is right: service otp-reader, HTTP probe, 0 config items, actions: drain\.\n$/);
});

const faults: [title: string, text: string, lines: string[]][] = [
  [
    'a duration with a unit',
    `${RIGHT}actions:\n  - name: drain\n    label: Drain\n    command: ["true"]\n    timeoutSeconds: 60s\n`,
    [
      ':9: actions[0].timeoutSeconds: 60s is not a whole number from 1 to 86400',
      '    now:       timeoutSeconds: 60s',
      '    corrected: timeoutSeconds: 60',
    ],
  ],
  [
    'a command that wants a shell',
    `${RIGHT}actions:\n  - { name: drain, label: Drain, command: "rm -rf /tmp/x; ls" }\n`,
    [
      ':6: actions[0].command: "rm -rf /tmp/x; ls" is not a list of a program and its arguments',
      '    corrected: command: ["rm", "-rf", "/tmp/x;", "ls"]',
    ],
  ],
  [
    'a misspelt key',
    `${RIGHT}actions:\n  - { name: drain, label: Drain, command: ["true"], danger_levle: HIGH }\n`,
    [':6: actions[0].danger_levle: is no key of this file; dangerLevel is', '    corrected: dangerLevel: HIGH'],
  ],
  ['a key nobody knows', `${RIGHT}restart: always\n`, [':5: restart: is no key of this file; known here: stateDir']],
  [
    'a version that YAML reads as a number',
    RIGHT.replace('"1.2.0"', '1.10'),
    [':4: service.version: 1.10 is not a text', '    corrected: version: "1.10"'],
  ],
  [
    'a code with spaces',
    RIGHT.replace('code: otp-reader', 'code: OTP Reader'),
    [':4: service.code: OTP Reader is not a text like', '    corrected: code: otp-reader'],
  ],
  [
    'what is missing',
    'opstage: { url: http://127.0.0.1:1 }\nservice: { code: a, name: A }\n',
    [':1: stateDir: is missing', '    corrected: stateDir: ./state', ':2: service.version: is missing'],
  ],
  [
    'a choice in the wrong case and a truth in the wrong words',
    `${RIGHT}actions:\n  - { name: a, label: A, command: ["true"], dangerLevel: high, idempotent: yes }\n`,
    ['    corrected: dangerLevel: HIGH', '    corrected: idempotent: true'],
  ],
  [
    'two sources of one value, and none',
    `${RIGHT}config:\n  - { key: a, env: A, value: 1 }\n  - { key: b }\n`,
    ['config[0]: needs exactly one of value, env, file; it has value and env', 'config[1]: needs', 'it has none'],
  ],
  [
    'an action twice',
    `${RIGHT}actions:\n${'  - { name: a, label: A, command: ["true"] }\n'.repeat(2)}`,
    [':7: actions[1].name: a is there twice'],
  ],
  [
    'a program that is not there',
    `${RIGHT}health: { command: ["./is-healthy"] }\n`,
    [':5: health.command: ./is-healthy is no program that can be run from'],
  ],
  ['no YAML', `${RIGHT}actions: [\n`, [' no YAML: ']],
  ['no mapping at all', '- 1\n', [':1: ', 'is no mapping']],
  ['a list that is none', `${RIGHT}actions: drain\n`, [':5: actions: drain is no list']],
  ['no Opstage', RIGHT.replace(/opstage.*\n/, ''), ['opstage.url: is missing, and OPSTAGE_URL is not set']],
  ['plain http to a stranger', RIGHT.replace('127.0.0.1:1', 'opstage.example'), ['plain http to opstage.example']],
];

for (const [title, text, lines] of faults) {
  test(`--check names file, line, key and value, and the right line: ${title}`, async () => {
    const { code, stderr, file } = await check(text);
    for (const line of lines) expect(stderr).toContain(line.startsWith(':') ? `${file}${line}` : line);
    expect(stderr).not.toContain('    at ');
    expect(code).toBe(2);
  });
}

test('a program is run as declared: JSON on stdin, no shell, no token, its object the result, its exit code the outcome', async () => {
  const { opstage, stateDir } = await stage();
  const script = `
    let text = ''; process.stdin.on('data', (chunk) => { text += chunk; }).on('end', () => {
      const input = JSON.parse(text);
      if (input.fail) { console.error('starting'); console.error('mailbox is locked'); process.exit(3); }
      if (input.plain) return console.log('three read');
      console.log(JSON.stringify({ input, args: process.argv.slice(2), token: process.env.OPSTAGE_REGISTRATION_TOKEN ?? null }));
    });`;
  const program = join(stateDir, 'program.cjs');
  await writeFile(program, `#!${process.execPath}\n${script}`);
  await chmod(program, 0o755);
  await writeFile(join(stateDir, 'is-healthy'), '#!/bin/sh\necho lagging; exit 4\n', { mode: 0o755 });
  await writeFile(join(stateDir, 'password'), 'CANARY-pass\n');
  const file = join(stateDir, 'agent.yaml');
  await writeFile(
    file,
    `
opstage: { registrationTokenFile: ./token }
stateDir: ./agent-state
service: { code: test, name: Test, version: "1" }
health: { command: ["./is-healthy"], degradedExitCode: 4 }
config:
  - { key: pollSeconds, env: POLL_SECONDS, defaultValue: 5 }
  - { key: password, file: ./password, sensitive: true }
actions:
  - { name: work, label: Work, command: ["./program.cjs", "$HOME", "; echo"], cancellable: true }
  - { name: hang, label: Hang, command: ["sleep", "600"], cancellable: true }
  - { name: gone, label: Gone, command: ["no-such-program"] }
`,
  );
  const env = { OPSTAGE_URL: opstage.url, OPSTAGE_REGISTRATION_TOKEN: REGISTRATION_TOKEN, POLL_SECONDS: '9' };
  const { child, ended } = start(['run', file], env);
  const result = async (name: string, payload: object) => {
    const one = command(name, { payload });
    opstage.deliver(one);
    return (await opstage.result(one.id)).body;
  };
  const payload = { path: '$(touch /tmp/x); `id`', n: 1 };
  const data = { input: payload, args: ['$HOME', '; echo'], token: null };
  expect(await result('work', payload)).toMatchObject({ success: true, data });
  expect(await result('work', { plain: true })).toMatchObject({ success: true, data: { output: 'three read' } });
  const failed = { success: false, error: { code: 'ACTION_FAILED', message: 'mailbox is locked' } };
  expect(await result('work', { fail: true })).toMatchObject(failed);
  expect((await result('gone', {})).error.message).toBe('no-such-program cannot be started: ENOENT');
  const hanging = command('hang');
  opstage.deliver(hanging);
  await opstage.until('agentHeartbeat', (beat) => beat.body.running.includes(hanging.id));
  opstage.directives = { reportServices: [], cancel: [hanging.id] };
  expect((await opstage.result(hanging.id)).body).toMatchObject({ success: false, cancelled: true });
  const beat = await opstage.until('agentHeartbeat', (one) => one.body.services[0].health?.status === 'DEGRADED');
  expect(beat.body.services[0].health.message).toBe('lagging');
  const [service] = (await opstage.until('serviceReport')).body.services;
  expect(service.manifest).toMatchObject({ agentMode: 'sidecar', runtime: 'other' });
  expect(service.configs[0]).toMatchObject({ key: 'pollSeconds', valuePreview: '9', source: 'env POLL_SECONDS' });
  expect(service.configs[1].fingerprint).toBeDefined();
  child.kill('SIGTERM');
  const { code, stdout, stderr } = await ended;
  expect(code).toBe(0);
  expect(opstage.of('agentDisconnect')).toHaveLength(1);
  for (const secret of [REGISTRATION_TOKEN, 'CANARY-pass', ...opstage.tokens]) {
    expect(stdout + stderr + JSON.stringify(opstage.received.slice(1).map((one) => one.body))).not.toContain(secret);
  }
});

test('an HTTP probe is UP on 2xx and DOWN with the reason otherwise', async () => {
  const { opstage, stateDir } = await stage();
  const file = join(stateDir, 'agent.yaml');
  const text = (port: string) => `
stateDir: ./agent-state
service: { code: test, name: Test, version: "1" }
health: { http: "http://127.0.0.1:${port}/none" }
`;
  await writeFile(file, text('1'));
  const env = { OPSTAGE_URL: opstage.url, OPSTAGE_REGISTRATION_TOKEN: REGISTRATION_TOKEN };
  start(['run', file], env);
  const beat = await opstage.until('agentHeartbeat', (one) => one.body.services[0].health !== undefined);
  expect(beat.body.services[0].health).toMatchObject({ status: 'DOWN', message: expect.any(String) });
});

test('without a token on the first start it says so and exits 1', async () => {
  const { opstage, stateDir } = await stage();
  const file = join(stateDir, 'agent.yaml');
  await writeFile(file, RIGHT);
  const { code, stderr } = await start(['run', file], { OPSTAGE_URL: opstage.url }).ended;
  expect(code).toBe(1);
  expect(stderr).toContain('OPSTAGE_REGISTRATION_TOKEN is needed for the first start');
});
