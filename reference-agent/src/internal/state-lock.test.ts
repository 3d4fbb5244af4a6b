import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { StateLock } from './state-lock.ts';

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'capsule-lock-'));
  onTestFinished(() => rm(path, { recursive: true }));
  return path;
}

test('of many takers at once exactly one gets it, also over a stale lock', async () => {
  for (const stale of [null, '{"pid":999999999,"started":null,"nonce":"gone"}', 'no JSON']) {
    const path = await folder();
    if (stale !== null) await writeFile(join(path, 'lock'), stale);
    const takers = await Promise.allSettled(Array.from({ length: 12 }, () => StateLock.acquire(path)));
    const [got, ...more] = takers.filter((taker) => taker.status === 'fulfilled');
    expect(more).toEqual([]);
    await got?.value.release();
    expect(await readdir(path)).toEqual([]);
  }
});

test('a lock of a process with our pid that started at another time is stale', async () => {
  const path = await folder();
  await writeFile(join(path, 'lock'), JSON.stringify({ pid: process.pid, started: 'another boot/1', nonce: 'n' }));
  const lock = await StateLock.acquire(path);
  expect(JSON.parse(await readFile(join(path, 'lock'), 'utf8')).pid).toBe(process.pid);
  await lock.release();
});

test('a living process keeps its lock, and who takes it says so', async () => {
  const path = await folder();
  await writeFile(join(path, 'lock'), JSON.stringify({ pid: process.ppid, started: null, nonce: 'n' }));
  await expect(StateLock.acquire(path)).rejects.toMatchObject({ code: 'STATE_FOLDER_IN_USE' });
});

test('release leaves a lock alone that is no longer ours', async () => {
  const path = await folder();
  const lock = await StateLock.acquire(path);
  const other = JSON.stringify({ pid: 1, started: null, nonce: 'other' });
  await writeFile(join(path, 'lock'), other);
  await lock.release();
  expect(await readFile(join(path, 'lock'), 'utf8')).toBe(other);
});
