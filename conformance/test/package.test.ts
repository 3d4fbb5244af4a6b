/**
 * The packed kit as a stranger has it: installed from its tarball into an empty folder, it needs nothing of this
 * repository. What it is pointed at is started as a process or is a server of this test.
 */
import { execFileSync, spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { actionScript, githubComplaints, gitlabScript, type Script } from './ci-recipes.ts';
import { type NothingServer, startPretender } from './nothing-servers.ts';

// Each of them installs or starts several programs; on a machine with much else to do that takes its time.
vi.setConfig({ testTimeout: 240_000 });

const room = fileURLToPath(new URL('..', import.meta.url));
const root = fileURLToPath(new URL('../..', import.meta.url));
const password = 'correct horse battery';
/** npm and the kit run under the Node of this test, whatever else the machine has. */
const env = {
  ...process.env,
  PATH: [dirname(process.execPath), process.env.PATH].join(delimiter),
  CAPSULE_OWNER_PASSWORD: password,
  GITHUB_STEP_SUMMARY: '',
};

let packed = '';
let folder = '';
let pretender: NothingServer;
const example = (path: string): object =>
  JSON.parse(readFileSync(fileURLToPath(import.meta.resolve(`capsule-contract/examples/${path}`)), 'utf8'));

beforeAll(async () => {
  packed = mkdtempSync(join(tmpdir(), 'capsule-packed-'));
  folder = mkdtempSync(join(tmpdir(), 'capsule-empty-'));
  // Staged apart, so that tests beside this one and people at work do not build into the same folder.
  const stage = join(packed, 'stage');
  for (const part of ['bin', 'README.md', 'package.json', 'report.schema.json']) {
    cpSync(join(room, part), join(stage, part), { recursive: true });
  }
  execFileSync(process.execPath, [join(room, 'scripts/build-package.ts'), join(stage, 'dist')], { env, stdio: 'pipe' });
  const pack = ['pack', '--silent', '--ignore-scripts', '--pack-destination', packed];
  execFileSync('npm', pack, { cwd: stage, env, stdio: 'pipe' });
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
  const install = ['install', '--prefer-offline', '--no-audit', '--no-fund', tarball()];
  execFileSync('npm', install, { cwd: folder, env, stdio: 'pipe' });
  const version = example('SystemVersion/valid/core-only.json');
  pretender = await startPretender(version, example('OperatorSession/valid/mira.json'));
}, 240_000);

afterAll(async () => {
  await pretender?.close();
  for (const made of [packed, folder]) rmSync(made, { recursive: true, force: true });
});

const tarball = () => join(packed, readdirSync(packed).find((name) => name.endsWith('.tgz')) ?? '');
const inFolder = (name: string) => join(folder, name);

interface Ended {
  code: number | null;
  output: string;
}

/** Runs in the folder with its own programs first, as `npx` would. */
function run(command: string, args: readonly string[], more: Record<string, string> = {}): Promise<Ended> {
  const path = [inFolder('node_modules/.bin'), env.PATH].join(delimiter);
  const child = spawn(command, args, { cwd: folder, env: { ...env, PATH: path, ...more }, stdio: 'pipe' });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output }));
  });
}
const kit = (...args: string[]) => run('capsule-conformance', args);

describe('the tarball', () => {
  test('installs one package and nothing else, without a script', () => {
    expect(readdirSync(inFolder('node_modules')).filter((name) => !name.startsWith('.'))).toEqual([
      'capsule-conformance',
    ]);
    const manifest = JSON.parse(readFileSync(inFolder('node_modules/capsule-conformance/package.json'), 'utf8'));
    expect(manifest.dependencies).toBeUndefined();
    expect(Object.keys(manifest.scripts).filter((name) => /install$/.test(name))).toEqual([]);
    expect(manifest.scripts.prepack).toBe('node scripts/build-package.ts');
  });

  test('is smaller than 1.5 MB, and has no source, test or native file in it', () => {
    expect(statSync(tarball()).size).toBeLessThan(1_500_000);
    const files = execFileSync('tar', ['tzf', tarball()], { encoding: 'utf8' }).trim().split('\n');
    expect(files.filter((file) => /\.node$|\.test\.|(?<!\.d)\.ts$/.test(file))).toEqual([]);
    for (const file of ['README.md', 'report.schema.json', 'dist/LICENSE', 'dist/THIRD-PARTY-LICENSES.txt']) {
      expect(files).toContain(`package/${file}`);
    }
  });

  test('names no path of the machine it was built on', () => {
    const built = execFileSync('tar', ['xzOf', tarball()], { maxBuffer: 64 * 1024 * 1024 });
    expect(built.includes(root)).toBe(false);
  });
});

describe('in an empty folder', () => {
  const formats = ['json', 'junit', 'html', 'ndjson', 'md', 'badge', 'sarif'];
  const reports = (name: string) => formats.map((format) => `${format}=${name}/report.${format}`).join(',');
  const agent = `${process.execPath} ${join(root, 'reference-agent/sample/conformance-capsule.ts')}`;

  test('an agent: init, doctor, a run with every report', async () => {
    expect(await kit('init', '--role', 'agent', '--start', agent)).toMatchObject({ code: 0 });
    expect(await kit('doctor', 'agent')).toMatchObject({
      code: 0,
      output: expect.stringContaining('It can be judged'),
    });
    const ended = await kit('agent', '--only', 'version-header/every-request', '--report', reports('agent'));
    expect(ended).toMatchObject({ code: 0, output: expect.stringContaining('Options from capsule-conformance.yaml') });
    expect(readdirSync(inFolder('agent')).sort()).toEqual(formats.map((format) => `report.${format}`).sort());
    rmSync(inFolder('capsule-conformance.yaml'));
  });

  test('an Opstage that the kit starts: doctor and a run', async () => {
    const port = await freePort();
    const data = inFolder('data');
    mkdirSync(data);
    const start = `env OPSTAGE_HOST=127.0.0.1 OPSTAGE_PORT=${port} OPSTAGE_DATA=${data} OPSTAGE_OWNER_USERNAME=admin OPSTAGE_OWNER_PASSWORD=${password.replaceAll(' ', '-')} ${process.execPath} ${join(root, 'reference-opstage/src/main.ts')}`;
    const place = ['--url', `http://127.0.0.1:${port}`, '--owner', 'admin', '--data-folder', data];
    const subject = [...place, '--start', start, '--start-timeout-seconds', '60'];
    const owner = { CAPSULE_OWNER_PASSWORD: password.replaceAll(' ', '-') };
    expect(await run('capsule-conformance', ['doctor', 'opstage', ...subject], owner)).toMatchObject({ code: 0 });
    const only = ['--only', 'request-id/every-answer', '--report', 'json=opstage.json'];
    expect(await run('capsule-conformance', ['opstage', ...subject, ...only], owner)).toMatchObject({ code: 0 });
    expect(readFileSync(inFolder('opstage.json'), 'utf8')).not.toContain(owner.CAPSULE_OWNER_PASSWORD);
  });

  test('a failure is replayed by the line that the report gives, and two runs are compared', async () => {
    const args = ['opstage', '--url', pretender.url, '--owner', 'admin', '--only', 'request-id/every-answer'];
    expect(await kit(...args, '--report', 'json=earlier.json')).toMatchObject({ code: 1 });
    const { requirements } = JSON.parse(readFileSync(inFolder('earlier.json'), 'utf8'));
    const [{ failure }] = requirements[0].checks;
    const replayed = await run('sh', ['-c', `${failure.replay} --report json=later.json`]);
    expect(replayed).toMatchObject({ code: 1, output: expect.stringContaining(failure.expected) });
    const compared = await kit('diff', 'earlier.json', 'later.json');
    expect(compared).toMatchObject({ code: 0, output: expect.stringContaining('1 checks came to the same verdict') });
  });

  test('the library runs, and its types hold in a strict project', async () => {
    const program = `import { run, junitReport, type RunReport } from 'capsule-conformance';
const report: RunReport = await run({
  role: 'opstage',
  url: process.argv[2] ?? '',
  owner: { username: 'admin', password: 'correct horse battery' },
  only: ['request-id/every-answer'],
  onProgress: (progress) => {
    if (progress.kind === 'ended') console.log(progress.check, progress.report.verdict);
  },
});
console.log(report.exitCode, junitReport(report).includes('<failure '));
`;
    writeFileSync(
      inFolder('use.ts'),
      `declare const process: { argv: string[] };\ndeclare const console: { log(...all: unknown[]): void };\n${program}`,
    );
    const options = ['--strict', '--module', 'nodenext', '--target', 'es2024', '--lib', 'es2024,dom'];
    const compiled = await run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), ...options, 'use.ts']);
    expect(compiled).toEqual({ code: 0, output: '' });
    const used = await run(process.execPath, ['use.js', pretender.url]);
    expect(used).toEqual({ code: 0, output: 'request-id/every-answer failed\n1 true\n' });
  });
});

describe('the recipes for CI', () => {
  const agent = `${process.execPath} ${join(root, 'reference-agent/sample/conformance-capsule.ts')}`;
  const bad = () => ({ role: 'opstage', url: pretender.url, owner: 'admin', password, package: tarball() });
  const execute = ({ shell, text, variables }: Script) => run(shell, ['-c', text], variables);

  test.each([
    ['action', 'action.yml'],
    ['workflow', 'ci/github-workflow.yml'],
  ] as const)('the %s is accepted by the parser GitHub itself uses', async (kind, file) => {
    const content = readFileSync(join(room, file), 'utf8');
    expect(await githubComplaints(kind, content)).toEqual([]);
    expect(await githubComplaints(kind, content.replace(/^( +)(?:with|env):$/m, '$1whith:'))).not.toEqual([]);
  });

  test('the action is red for a subject that fails, writes its reports and its output, and trusts no input', async () => {
    const output = inFolder('output');
    const nasty = '--only\nrequest-id/every-answer\n--seed\n$(touch owned)';
    const script = actionScript({ ...bad(), arguments: nasty, reports: 'from-action' });
    const ended = await execute({ ...script, variables: { ...script.variables, GITHUB_OUTPUT: output } });
    expect(ended).toMatchObject({ code: 1, output: expect.stringContaining('seed $(touch owned)') });
    expect(readFileSync(output, 'utf8')).toBe('exit-code=1\n');
    expect(readdirSync(inFolder('from-action'))).toContain('junit.xml');
    expect(existsSync(inFolder('owned'))).toBe(false);
  });

  test('the GitLab job is green for a sound agent, and red when it cannot be judged', async () => {
    const sound = gitlabScript({ KIT: tarball(), START: agent });
    const selected = {
      ...sound,
      text: sound.text.replace(' --report', ' --only version-header/every-request --report'),
    };
    expect(await execute(selected)).toMatchObject({ code: 0 });
    expect(readFileSync(inFolder('junit.xml'), 'utf8')).toContain('<testsuites>');
    expect(await execute(gitlabScript({ KIT: tarball(), START: 'true' }))).toMatchObject({ code: 3 });
  });

  test('the plain script ends with the exit code of the kit', async () => {
    const script = join(room, 'ci/conformance.sh');
    const args = ['opstage', '--url', pretender.url, '--owner', 'admin', '--only', 'request-id/every-answer'];
    const ended = await run('sh', [script, ...args], { KIT: tarball(), REPORTS: 'from-shell' });
    expect(ended).toMatchObject({
      code: 1,
      output: expect.stringContaining('Not conformant; see from-shell/report.html.'),
    });
    expect(readFileSync(inFolder('from-shell/junit.xml'), 'utf8')).toContain('<failure ');
  });
});

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
