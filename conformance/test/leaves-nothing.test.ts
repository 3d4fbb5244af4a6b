/** Whatever the end of the kit (done, Ctrl-C, killed), no process it started is left and no folder it made. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { runKit } from './run-kit.ts';

// Programs are started and waited for; a busy machine takes its time.
vi.setConfig({ testTimeout: 300_000 });

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'capsule-leaves-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/**
 * An agent command that registers nowhere but starts a child of its own and ignores SIGTERM; it leaves its pid, its
 * child's and its state folder in a file.
 */
function stubbornAgent(): { start: string; facts: () => Promise<{ pids: number[]; state: string }> } {
  const program = join(folder, 'stubborn.sh');
  const file = join(folder, 'facts.json');
  // A shell, because it is there at once on any machine.
  writeFileSync(
    program,
    `trap '' TERM
     sleep 1000 &
     printf '{"pids":[%s,%s],"state":"%s"}' $$ $! "$OPSTAGE_AGENT_STATE" > '${file}.new'
     mv '${file}.new' '${file}'
     while :; do sleep 1000; done`,
  );
  return { start: `sh ${program}`, facts: () => eventually(() => JSON.parse(readFileSync(file, 'utf8'))) };
}

/** Tries until it does not throw and gives something. */
async function eventually<T>(attempt: () => T): Promise<T> {
  const deadline = Date.now() + 120_000;
  for (;;) {
    try {
      return attempt();
    } catch (cause) {
      if (Date.now() > deadline) throw cause;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

/** Zombies nobody collects are dead too. */
function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch (cause) {
    return cause instanceof Error && 'code' in cause && cause.code === 'EPERM';
  }
}

async function expectAllGone({ pids, state }: { pids: number[]; state: string }): Promise<void> {
  await eventually(() => {
    expect(pids.filter(alive)).toEqual([]);
    expect(() => readFileSync(join(state, '.'))).toThrow('ENOENT');
  });
}

test('a run that ends by itself leaves nothing', async () => {
  const agent = stubbornAgent();
  const kit = runKit(['agent', '--start', agent.start, '--start-timeout-seconds', '5']);
  const facts = await agent.facts();
  const { code } = await kit.ended;
  expect(code).toBe(3);
  await expectAllGone(facts);
});

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s ends the run with a report and exit 3, and leaves nothing',
  async (name) => {
    const agent = stubbornAgent();
    const kit = runKit(['agent', '--start', agent.start, '--start-timeout-seconds', '60']);
    const facts = await agent.facts();
    kit.child.kill(name);
    const { code, stdout } = await kit.ended;
    expect(code).toBe(3);
    expect(stdout).toContain('the run was interrupted');
    await expectAllGone(facts);
  },
);

test('a kit that is killed outright leaves nothing either', async () => {
  const agent = stubbornAgent();
  const kit = runKit(['agent', '--start', agent.start, '--start-timeout-seconds', '60']);
  const facts = await agent.facts();
  kit.child.kill('SIGKILL');
  await kit.ended;
  await expectAllGone(facts);
});

test('an Opstage that never answers is stopped together with its children', async () => {
  const agent = stubbornAgent();
  const args = ['opstage', '--url', 'http://127.0.0.1:1', '--owner', 'admin', '--start', agent.start];
  const kit = runKit([...args, '--start-timeout-seconds', '5'], { CAPSULE_OWNER_PASSWORD: 'correct horse battery' });
  const { pids } = await agent.facts();
  // It ignores SIGTERM, so that this also waits for the grace.
  const { code, stdout } = await kit.ended;
  expect(code).toBe(3);
  expect(stdout).toContain('did not answer HTTP within 5 s');
  await expectAllGone({ pids, state: join(folder, 'no-state') });
});
