import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { SecretRegister } from '../target/secret-register.ts';
import { Transcript } from '../target/transcript.ts';
import { OwnInstances } from './own-instances.ts';

const program = fileURLToPath(new URL('../../broken/opstage/main.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'capsule-instances-'));
afterAll(() => rmSync(folder, { recursive: true }));

const instancesOf = (start: string, url = 'http://127.0.0.1:1') =>
  new OwnInstances({
    url,
    start,
    owner: { username: 'admin' },
    startCeilingMs: 30_000,
    waitSecondsMax: 10,
    secrets: new SecretRegister(),
  });
const wish = (runId: string) => ({ runId, transcript: new Transcript(), signal: new AbortController().signal });

describe('a program that takes its port, folder and owner from the environment', () => {
  test('is had as often as asked, each with its own port and data, and is gone when closed', async () => {
    const instances = instancesOf(`node ${program}`);
    const [one, two] = await Promise.all([instances.open(wish('one')), instances.open(wish('two'))]);
    const subjects = [one?.subject, two?.subject];
    expect(new Set(subjects.map((subject) => subject?.url)).size).toBe(2);
    expect(new Set(subjects.map((subject) => subject?.dataFolder)).size).toBe(2);
    expect(subjects.map((subject) => subject?.owner.user.role)).toEqual(['owner', 'owner']);
    await Promise.all([one?.close(), two?.close()]);
    expect(subjects.map((subject) => subject?.process?.running)).toEqual([false, false]);
  }, 60_000);
});

describe('none can be had', () => {
  test.each([
    ['where the command line fixes the port', `OPSTAGE_PORT=1 node ${program}`, 'http://127.0.0.1:1'],
    ['where the Opstage is reached by TLS, which the program does not speak', `node ${program}`, 'https://127.0.0.1:1'],
  ])('%s', async (_title, start, url) => {
    expect(await instancesOf(start, url).open(wish('x'))).toBeNull();
  });

  test('where the first attempt failed; nobody tries again', async () => {
    const log = join(folder, 'starts');
    const instances = instancesOf(`node -e "fs.appendFileSync('${log}','x');process.exit(1)"`);
    expect(await Promise.all([instances.open(wish('one')), instances.open(wish('two'))])).toEqual([null, null]);
    expect(await instances.open(wish('three'))).toBeNull();
    expect(readFileSync(log, 'utf8')).toBe('x');
  }, 60_000);
});
