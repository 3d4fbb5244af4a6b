/**
 * The packed kit as a stranger has it: it needs nothing of this repository. What it is pointed at is started as a process
 * or is a server of this test.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { contract } from 'capsule-contract';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { type NothingServer, startPretender } from './nothing-servers.ts';
import { oldestNode, oldestVersion } from './oldest-node.ts';
import { PackedKit } from './packed-kit.ts';

// Each of them installs or starts several programs; on a machine with much else to do that takes its time.
vi.setConfig({ testTimeout: 600_000 });

const room = fileURLToPath(new URL('..', import.meta.url));
const root = fileURLToPath(new URL('../..', import.meta.url));
const password = 'correct horse battery';
const agent = `${process.execPath} ${join(root, 'reference-agent/sample/conformance-capsule.ts')}`;
const patient = ['--start-timeout-seconds', '120', '--patience', '20'];
/** As it would be published, of one role only. */
const matrix = {
  role: 'opstage',
  contract: { version: contract.version, hash: contract.hash },
  seeds: ['a', 'b'],
  score: { defects: 41, killed: 40, checks: 39, medianMessages: 3 },
  survivors: ['a-survivor'],
  useless: [],
};

let packed: PackedKit;
let pretender: NothingServer;

beforeAll(async () => {
  packed = new PackedKit(
    { CAPSULE_OWNER_PASSWORD: password },
    { 'results/matrix-opstage.json': JSON.stringify(matrix), 'results/matrix-agent.json': '{"contract":{}}' },
  );
  pretender = await startPretender();
}, 600_000);

afterAll(async () => {
  await pretender?.close();
  packed?.remove();
});

const inFolder = (name: string) => join(packed.folder, name);
const kit = (...args: string[]) => packed.run('capsule-conformance', args);
const json = (name: string) => JSON.parse(readFileSync(inFolder(name), 'utf8'));

describe('the tarball', () => {
  test('installs one package and nothing else, without a script', () => {
    const installed = readdirSync(inFolder('node_modules')).filter((name) => !name.startsWith('.'));
    expect(installed).toEqual(['capsule-conformance']);
    const manifest = json('node_modules/capsule-conformance/package.json');
    expect(manifest.dependencies).toBeUndefined();
    expect(Object.keys(manifest.scripts).filter((name) => /install$/.test(name))).toEqual([]);
    expect(manifest.scripts.prepack).toBe('node scripts/build-package.ts');
    const exported = Object.values(manifest.exports).flatMap((one) =>
      typeof one === 'string' ? [one] : Object.values(one as object),
    );
    const missing = exported.filter(
      (path) =>
        !path.includes('*') &&
        !statSync(inFolder(join('node_modules/capsule-conformance', path)), { throwIfNoEntry: false }),
    );
    expect(missing).toEqual([]);
  });

  test('is smaller than 1.5 MB, and has no source, test or native file in it', () => {
    expect(statSync(packed.tarball).size).toBeLessThan(1_500_000);
    const files = execFileSync('tar', ['tzf', packed.tarball], { encoding: 'utf8' }).trim().split('\n');
    expect(files.filter((file) => /\.node$|\.test\.|(?<!\.d)\.ts$/.test(file))).toEqual([]);
    for (const file of ['README.md', 'report.schema.json', 'dist/LICENSE', 'dist/THIRD-PARTY-LICENSES.txt']) {
      expect(files).toContain(`package/${file}`);
    }
  });

  test('names no path of the machine it was built on', () => {
    const built = execFileSync('tar', ['xzOf', packed.tarball], { maxBuffer: 64 * 1024 * 1024 });
    expect(built.includes(root)).toBe(false);
  });
});

const formats = ['json', 'junit', 'html', 'ndjson', 'md', 'badge', 'sarif'];
const reports = (name: string) => formats.map((format) => `${format}=${name}/report.${format}`).join(',');
const failing = () => ['opstage', '--url', pretender.url, '--owner', 'admin', '--only', 'request-id/every-answer'];

describe('in an empty folder', () => {
  test('an agent: init, doctor, a run with every report', async () => {
    expect(await kit('init', '--role', 'agent', '--start', agent)).toMatchObject({ code: 0 });
    const doctor = await kit('doctor', 'agent', ...patient);
    expect(doctor, doctor.output).toMatchObject({ code: 0, output: expect.stringContaining('It can be judged') });
    const only = ['--only', 'version-header/every-request', ...patient];
    const ended = await kit('agent', ...only, '--report', reports('agent'));
    expect(ended, ended.output).toMatchObject({
      code: 0,
      output: expect.stringContaining('Options from capsule-conformance.yaml'),
    });
    expect(readdirSync(inFolder('agent')).sort()).toEqual(formats.map((format) => `report.${format}`).sort());
    expect(ended.output).toContain('Written: agent/report.json, agent/report.junit, ');
    expect(json('agent/report.json').kit.score).toBeNull();
    rmSync(inFolder('capsule-conformance.yaml'));
  });

  test('an Opstage that the kit starts: doctor and a run', async () => {
    const port = await freePort();
    const data = inFolder('data');
    mkdirSync(data);
    const owner = { CAPSULE_OWNER_PASSWORD: password.replaceAll(' ', '-') };
    const start = `env OPSTAGE_HOST=127.0.0.1 OPSTAGE_PORT=${port} OPSTAGE_DATA=${data} OPSTAGE_OWNER_USERNAME=admin OPSTAGE_OWNER_PASSWORD=${owner.CAPSULE_OWNER_PASSWORD} ${process.execPath} ${join(root, 'reference-opstage/src/main.ts')}`;
    const place = ['--url', `http://127.0.0.1:${port}`, '--owner', 'admin', '--data-folder', data];
    const subject = [...place, '--start', start, '--start-timeout-seconds', '120'];
    const doctor = await packed.run('capsule-conformance', ['doctor', 'opstage', ...subject], owner);
    expect(doctor, doctor.output).toMatchObject({ code: 0 });
    const only = ['--only', 'request-id/every-answer', '--report', 'json=opstage.json'];
    const judged = await packed.run('capsule-conformance', ['opstage', ...subject, ...only], owner);
    expect(judged, judged.output).toMatchObject({ code: 0 });
    expect(readFileSync(inFolder('opstage.json'), 'utf8')).not.toContain(owner.CAPSULE_OWNER_PASSWORD);
  });

  test('a failure is replayed by the line that the report gives, and two runs are compared', async () => {
    expect(await kit(...failing(), '--report', 'json=earlier.json')).toMatchObject({ code: 1 });
    const [{ failure }] = json('earlier.json').requirements[0].checks;
    const replayed = await packed.run('sh', ['-c', `${failure.replay} --report json=later.json`]);
    expect(replayed, replayed.output).toMatchObject({ code: 1, output: expect.stringContaining(failure.expected) });
    const compared = await kit('diff', 'earlier.json', 'later.json');
    expect(compared, compared.output).toMatchObject({
      code: 0,
      output: expect.stringContaining('1 checks came to the same verdict'),
    });
  });

  test('a program that shows a failure is written beside the report, and replayed from there', async () => {
    const url = await startOpstage('--defect', 'retried-once-only');
    const subject = ['--url', url, '--owner', 'admin'];
    const only = ['--only', 'retry-new-command/model', '--seed', 'packed'];
    const found = await kit('opstage', ...subject, ...only, '--report', 'json=found/report.json');
    expect(found, found.output).toMatchObject({
      code: 1,
      output: expect.stringContaining('capsule-conformance replay found/replay/'),
    });
    const replayed = await kit('replay', 'found/replay/retry-new-command-model.json', ...subject);
    expect(replayed, replayed.output).toMatchObject({ code: 1, output: expect.stringContaining('reproduced 10/10') });
  });

  test('the published matrix is told, and stands in the reports of its role', async () => {
    const told = await kit('matrix', 'opstage');
    expect(told, told.output).toMatchObject({
      code: 0,
      output: expect.stringContaining('40 of 41 broken implementations'),
    });
    expect(told.output).toContain('survived: a-survivor');
    expect(JSON.parse((await kit('matrix', '--json')).output)).toEqual(matrix);
    const elsewhere = expect.stringContaining('are in the repository of the kit');
    expect(await kit('matrix', 'agent')).toMatchObject({ code: 2, output: elsewhere });
    expect(await kit('matrix', 'opstage', '--seeds', '2')).toMatchObject({ code: 2, output: elsewhere });
    await kit(...failing(), '--report', 'json=scored.json,html=scored.html');
    expect(json('scored.json').kit.score).toEqual({ defects: 41, killed: 40, seeds: 2 });
    expect(readFileSync(inFolder('scored.html'), 'utf8')).toContain('which catches 40 of 41 planted defects');
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
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    expect(await packed.run(process.execPath, [tsc, ...options, 'use.ts'])).toEqual({ code: 0, output: '' });
    const used = await packed.run(process.execPath, ['use.js', pretender.url]);
    expect(used).toEqual({ code: 0, output: 'request-id/every-answer failed\n1 true\n' });
  });
});

test(`every command works on Node ${oldestVersion}, where that can be fetched`, async ({ annotate }) => {
  const node = oldestNode();
  if ('missing' in node) {
    process.stderr.write(`NOT TRIED on Node ${oldestVersion}: ${node.missing}\n`);
    await annotate(`not tried: ${node.missing}`, 'warning');
    return;
  }
  const old = (...args: string[]) => packed.run('capsule-conformance', args, { PATH: node.folder });
  const table: [args: string[], code: number, says: string][] = [
    [['--version'], 0, json('node_modules/capsule-conformance/package.json').version],
    [['init', '--role', 'agent', '--start', agent, '--file', 'old.yaml'], 0, 'Wrote old.yaml'],
    [['doctor', 'agent', '--config', 'old.yaml', ...patient], 0, 'It can be judged'],
    [
      ['agent', '--start', agent, '--only', 'version-header/every-request', ...patient, '--report', reports('old')],
      0,
      'What was selected holds',
    ],
    [[...failing(), '--report', 'json=old/failing.json'], 1, 'Not conformant'],
    [['doctor', 'opstage', '--url', pretender.url, '--owner', 'admin'], 0, 'It can be judged'],
    [['diff', 'old/failing.json', 'old/failing.json'], 0, 'came to the same verdict'],
    [['replay', 'old/failing.json', '--url', pretender.url, '--owner', 'admin'], 2, 'is no replay file'],
    [['list'], 0, 'request-id/every-answer'],
    [['explain', 'request-id'], 0, 'MUST carry'],
    [['completion', 'fish'], 0, 'complete -c capsule-conformance'],
    [['matrix', 'opstage'], 0, '40 of 41'],
  ];
  const version = await packed.run('node', ['--version'], { PATH: node.folder });
  expect(version.output.trim()).toBe(`v${oldestVersion}`);
  for (const [args, code, says] of table) {
    expect({ args, ...(await old(...args)) }).toMatchObject({ args, code, output: expect.stringContaining(says) });
  }
  expect(readdirSync(inFolder('old'))).toEqual(expect.arrayContaining(formats.map((format) => `report.${format}`)));
});

/** The address of an Opstage of this repository that is deliberately wrong. */
async function startOpstage(...args: string[]): Promise<string> {
  const child = spawn(process.execPath, [join(room, 'broken/opstage/main.ts'), '--port', '0', ...args], {
    env: { ...process.env, CAPSULE_OWNER_PASSWORD: password },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return /http:\S+/.exec(line.toString())?.[0] ?? '';
}

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
