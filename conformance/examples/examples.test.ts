/**
 * The kit judges both examples. A toolchain that is missing here leaves its agent untested, and says so: in the name of
 * the test that stands in its place, in a line on stderr, and as a failure where CAPSULE_REQUIRE_TOOLCHAINS is set, as a
 * CI does that means to test them.
 */
import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { requirements } from 'capsule-contract';
import { expect, test } from 'vitest';
import { allAgentChecks } from '../src/checks/agent/all-agent-checks.ts';
import { runAgent } from '../src/runner/run-agent.ts';
import type { RunReport } from '../src/runner/run-report.ts';

interface Example {
  name: string;
  needs: string;
  /** Prints the toolchain's version. */
  version: readonly [program: string, ...args: string[]];
  atLeast: readonly [major: number, minor: number];
  /** Makes the agent ready in an empty folder that is removed afterwards; gives the command that starts it. */
  prepare: (folder: string) => Promise<string>;
}

const here = fileURLToPath(new URL('.', import.meta.url));
const profiles = ['agent-core', 'agent-progress'];
const buildCeilingMs = 300_000;
const runCeilingMs = 900_000;

const examples: readonly Example[] = [
  {
    name: 'the Python agent',
    needs: 'python3 3.11 or newer',
    version: ['python3', '--version'],
    atLeast: [3, 11],
    // -B: no compiled files in the source folder.
    prepare: async () => `python3 -B "${join(here, 'python-agent', 'agent.py')}"`,
  },
  {
    name: 'the Go agent',
    needs: 'go 1.23 or newer',
    version: ['go', 'version'],
    atLeast: [1, 23],
    async prepare(folder) {
      const binary = join(folder, 'go-agent');
      await promisify(execFile)('go', ['build', '-buildvcs=false', '-o', binary, '.'], {
        cwd: join(here, 'go-agent'),
        env: { ...process.env, GOTOOLCHAIN: 'local', GOFLAGS: '', GOWORK: 'off' },
      });
      return `"${binary}"`;
    },
  },
];

for (const example of examples) {
  if (isPresent(example)) judged(example);
  else notTested(example);
}

/** Both at once: an agent under test mostly waits. */
function judged({ name, prepare }: Example): void {
  test.concurrent(
    `${name} passes every requirement of its profiles`,
    async ({ onTestFinished }) => {
      const folder = mkdtempSync(join(tmpdir(), 'capsule-example-'));
      onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
      const report = await runAgent({
        start: await prepare(folder),
        startCeilingMs: 60_000,
        selection: { only: [], level: 'should', profiles },
        seed: 'examples',
        runId: 'examples',
        depth: 'standard',
        command: '',
        replayBase: 'capsule-conformance',
        parallel: 20,
        signal: AbortSignal.timeout(runCeilingMs),
        onProgress: () => {},
      });
      expect(report.unfit?.reason).toBeUndefined();
      expect(report.subject.profiles).toEqual(profiles);
      expect(shortOf(report)).toEqual([]);
      expect(report.requirements.map(({ id }) => id).toSorted()).toEqual(bound());
      expect(report.exitCode).toBe(0);
    },
    buildCeilingMs + runCeilingMs + 30_000,
  );
}

/** In place of the agent's test, where its toolchain is absent: a truth about this machine, none about the agent. */
function notTested({ name, needs }: Example): void {
  test(`NOT TESTED: ${name}, because ${needs} is missing here`, () => {
    process.stderr.write(`\n*** NOT TESTED: ${name}. It needs ${needs}, which is not on this machine. ***\n\n`);
    const demanded = (process.env.CAPSULE_REQUIRE_TOOLCHAINS ?? '') !== '';
    expect(demanded ? `CAPSULE_REQUIRE_TOOLCHAINS is set, and ${needs} is missing` : 'not demanded').toBe(
      'not demanded',
    );
  });
}

function isPresent({ version: [program, ...args], atLeast }: Example): boolean {
  const { status, stdout } = spawnSync(program, args, {
    encoding: 'utf8',
    env: { ...process.env, GOTOOLCHAIN: 'local' },
  });
  const found = /(\d+)\.(\d+)/.exec(stdout ?? '');
  if (status !== 0 || found === null) return false;
  const [major, minor] = [Number(found[1]), Number(found[2])];
  return major > atLeast[0] || (major === atLeast[0] && minor >= atLeast[1]);
}

/** The checks that did not pass, with what was expected and what came. One that is not applicable proves nothing here. */
function shortOf(report: RunReport): object[] {
  return report.requirements
    .flatMap(({ checks }) => checks)
    .filter(({ verdict }) => verdict !== 'passed')
    .map(({ id, verdict, reason, failure }) => ({
      id,
      verdict,
      reason,
      expected: failure?.expected,
      actual: failure?.actual,
    }));
}

/** The requirements of these profiles that the kit has checks for. */
function bound(): string[] {
  const checked = new Set<string>(allAgentChecks.map(({ requirement }) => requirement));
  return Object.entries(requirements)
    .filter(([id, { binds }]) => checked.has(id) && profiles.includes(binds.agent ?? ''))
    .map(([id]) => id)
    .toSorted();
}
