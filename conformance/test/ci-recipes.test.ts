/** The recipes for CI are read by the tools of their CI, and what they execute is executed against the packed kit. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { githubComplaints, gitlabScript, workflowInputs } from './ci-recipes.ts';
import { runAction } from './composite-action.ts';
import {
  composeCommand,
  composeComplaints,
  composeFile,
  dockerfile,
  dockerfileComplaints,
  imageCommands,
} from './docker-recipes.ts';
import { type NothingServer, startPretender } from './nothing-servers.ts';
import { PackedKit } from './packed-kit.ts';

// Each of them installs or starts several programs; on a machine with much else to do that takes its time.
vi.setConfig({ testTimeout: 600_000 });

const room = fileURLToPath(new URL('..', import.meta.url));
const password = 'correct horse battery';
const agent = `${process.execPath} ${join(room, '../reference-agent/sample/conformance-capsule.ts')}`;
const patient = ['--start-timeout-seconds', '120', '--patience', '20'];

let packed: PackedKit;
/** Answers as an Opstage would at first, and then with nonsense. */
let pretender: NothingServer;

beforeAll(async () => {
  packed = new PackedKit({ CAPSULE_OWNER_PASSWORD: password });
  pretender = await startPretender();
}, 600_000);
afterAll(async () => {
  await pretender?.close();
  packed?.remove();
});

const inFolder = (name: string) => join(packed.folder, name);
const failing = ['--only', 'request-id/every-answer'];
const passing = ['--only', 'version-header/every-request', ...patient];

describe('on GitHub', () => {
  const execute: Parameters<typeof runAction>[2] = (command, args, variables) => packed.run(command, args, variables);
  const act = (inputs: Record<string, string>) =>
    runAction(join(room, 'action.yml'), { package: packed.tarball, ...inputs }, execute);

  test.each([
    ['action', 'action.yml'],
    ['workflow', 'ci/github-workflow.yml'],
  ] as const)('the %s is accepted by the parser GitHub itself uses', async (kind, file) => {
    const content = readFileSync(join(room, file), 'utf8');
    expect(await githubComplaints(kind, content)).toEqual([]);
    expect(await githubComplaints(kind, content.replace(/^( +)(?:with|env):$/m, '$1whith:'))).not.toEqual([]);
  });

  test('the action is red for a subject that fails, keeps its reports all the same, and trusts no input', async () => {
    const nasty = [...failing, '--seed', '$(touch owned)'].join('\n');
    const subject = { role: 'opstage', url: pretender.url, owner: 'admin', password };
    const ran = await act({ ...subject, arguments: nasty, reports: 'from-action' });
    expect(ran).toMatchObject({ outcome: 'failure', log: expect.stringContaining('seed $(touch owned)') });
    expect(ran.outputs).toEqual({
      'exit-code': '1',
      junit: 'from-action/junit.xml',
      sarif: 'from-action/report.sarif',
    });
    for (const file of [ran.outputs.junit, ran.outputs.sarif]) expect(existsSync(inFolder(file ?? ''))).toBe(true);
    expect(ran.used['actions/setup-node']).toEqual({ 'node-version': '24' });
    expect(ran.used['actions/upload-artifact']).toEqual({ name: 'conformance-opstage', path: 'from-action' });
    expect(ran.summary).toMatch(/^### Capsule conformance of the opstage .*: not conformant\n/);
    expect(ran.log + ran.summary).not.toContain(password);
    expect(existsSync(inFolder('owned'))).toBe(false);
  });

  test('the action is green for an agent that holds', async () => {
    const ran = await act({ role: 'agent', start: agent, arguments: passing.join('\n'), artifact: 'mine' });
    expect(ran).toMatchObject({ outcome: 'success', outputs: { 'exit-code': '0' } });
    expect(ran.used['actions/upload-artifact']).toEqual({ name: 'mine', path: 'conformance-report' });
    expect(ran.summary).toContain('What was selected holds.');
  });

  test('a job of the workflow gives the action only inputs that it has, and all it demands', async () => {
    const given = workflowInputs();
    expect(given.map(({ role }) => role)).toEqual(['agent', 'opstage']);
    for (const inputs of given) {
      // Nothing of it is executed: only the inputs are looked at.
      await runAction(join(room, 'action.yml'), inputs, async () => ({ code: 0, output: '' }));
    }
  });
});

test('the GitLab job is green for a sound agent, and red when it cannot be judged', async () => {
  const execute = (start: string, more: string) => {
    const { text, variables } = gitlabScript({ KIT: packed.tarball, START: start });
    return packed.run('sh', ['-c', text.replace(' --report', ` ${more} --report`)], variables);
  };
  expect(await execute(agent, passing.join(' '))).toMatchObject({ code: 0 });
  expect(readFileSync(inFolder('junit.xml'), 'utf8')).toContain('<testsuites>');
  expect(await execute('true', '')).toMatchObject({ code: 3 });
});

test('the plain script ends with the exit code of the kit', async () => {
  const script = join(room, 'ci/conformance.sh');
  const args = ['opstage', '--url', pretender.url, '--owner', 'admin', ...failing];
  const ended = await packed.run('sh', [script, ...args], { KIT: packed.tarball, REPORTS: 'from-shell' });
  const said = expect.stringContaining('Not conformant; see from-shell/report.html.');
  expect(ended, ended.output).toMatchObject({ code: 1, output: said });
  expect(readFileSync(inFolder('from-shell/junit.xml'), 'utf8')).toContain('<failure ');
});

/** There is no Docker here: the files are checked as its tools check them, and their commands run in a folder. */
describe('with Docker', () => {
  test('the Dockerfile and the Compose file are valid, and a slip in them is noticed', () => {
    expect(dockerfileComplaints(dockerfile)).toEqual([]);
    expect(dockerfileComplaints(dockerfile.replace('ENTRYPOINT', 'ENTRYPONT'))).not.toEqual([]);
    expect(composeComplaints(composeFile)).toEqual([]);
    expect(composeComplaints(composeFile.replace('retries:', 'retrys:'))).not.toEqual([]);
  });

  test('the image of an agent is built with the kit in it, and its container judges the agent', async () => {
    // Not below the folder with a package of its own: npm would install into that.
    const image = join(dirname(packed.tarball), 'image');
    const moved = (text: string) => text.replaceAll(/\/(kit|report)(?=[/ ]|$)/g, `${image}/$1`);
    const { build, start, copied } = imageCommands(dockerfile, moved);
    expect(copied).toEqual(['/usr/local/bin/node', '/kit']);
    const built = await packed.run('sh', ['-ec', build.join('\n')], { KIT: packed.tarball });
    expect(built, built.output).toMatchObject({ code: 0 });
    const [program = '', ...args] = start.map((word) => word.replace('python3 agent.py', agent));
    const judged = await packed.run(program, [...args, ...passing]);
    expect(judged, judged.output).toMatchObject({
      code: 0,
      output: expect.stringContaining('What was selected holds'),
    });
    expect(readdirSync(join(image, 'report')).sort()).toEqual(['junit.xml', 'report.html']);
  });

  test('the container beside an Opstage judges it, and ends with the exit code of the kit', async () => {
    const { command, environment } = composeCommand(composeFile, { CAPSULE_OWNER_PASSWORD: password });
    expect(environment).toEqual({ CAPSULE_OWNER_PASSWORD: password, KIT: 'capsule-conformance@1' });
    // A variable of the container is left for its shell, in which npx would otherwise find the kit that is here already.
    expect(command.join(' ')).toContain('--package "$KIT" ');
    const moved = command.map((word) =>
      word.replace('http://opstage:8080', `${pretender.url} ${failing.join(' ')}`).replaceAll('/report/', 'composed/'),
    );
    const [program = '', ...args] = moved;
    const judged = await packed.run(program, args, { ...environment, KIT: packed.tarball });
    expect(judged, judged.output).toMatchObject({ code: 1 });
    expect(readdirSync(inFolder('composed')).sort()).toEqual(['junit.xml', 'report.html']);
    expect(() => composeCommand(composeFile, {})).toThrow('CAPSULE_OWNER_PASSWORD is not set');
  });
});
