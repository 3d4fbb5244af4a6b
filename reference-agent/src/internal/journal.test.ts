import { appendFile, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Journal, RETENTION_MS } from './journal.ts';

async function journalPath(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'capsule-journal-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return join(folder, 'journal.log');
}

const done = { success: true, data: { n: 1 } };

test('what was written is there after reopening', async () => {
  const path = await journalPath();
  const journal = await Journal.open(path, () => 1_000);
  await journal.accepted('cmd_1', 'dlv_1');
  await journal.accepted('cmd_2', 'dlv_2');
  await journal.result('cmd_1', done);
  await journal.answered('cmd_1');
  await journal.redelivered('cmd_1', 'dlv_1b');
  await journal.close();
  const next = await Journal.open(path, () => 2_000);
  expect(next.get('cmd_1')).toEqual({
    commandId: 'cmd_1',
    deliveryId: 'dlv_1b',
    acceptedAt: 1_000,
    result: done,
    resultAt: 1_000,
    answeredAt: null,
  });
  expect(next.unanswered().map((command) => command.commandId)).toEqual(['cmd_1', 'cmd_2']);
  await next.close();
});

test('cut at any byte, it opens with a prefix of what was written', async () => {
  const path = await journalPath();
  const journal = await Journal.open(path, () => 0);
  await journal.accepted('cmd_1', 'dlv_1');
  await journal.result('cmd_1', done);
  await journal.accepted('cmd_2', 'dlv_2');
  await journal.close();
  const whole = await readFile(path);
  let seen = '';
  for (let bytes = 0; bytes <= whole.length; bytes += 7) {
    await writeFile(path, whole.subarray(0, bytes));
    const cut = await Journal.open(path, () => 0);
    const state = JSON.stringify([cut.get('cmd_1')?.result ?? null, cut.get('cmd_2')?.deliveryId ?? null]);
    await cut.close();
    if (!seen.includes(state)) seen += state;
  }
  expect(seen).toBe('[null,null][{"success":true,"data":{"n":1}},null]');
});

test('a damaged line in the middle costs itself only', async () => {
  const path = await journalPath();
  const journal = await Journal.open(path, () => 0);
  await journal.accepted('cmd_1', 'dlv_1');
  await appendFile(path, 'half a li\n');
  await journal.accepted('cmd_2', 'dlv_2');
  await journal.close();
  const next = await Journal.open(path, () => 0);
  expect(next.unanswered().map((command) => command.commandId)).toEqual(['cmd_1', 'cmd_2']);
  await next.close();
});

test('an accepted command stays accepted as it was: a second acceptance changes nothing', async () => {
  const journal = await Journal.open(await journalPath(), () => 0);
  await journal.accepted('cmd_1', 'dlv_1');
  await journal.result('cmd_1', done);
  await journal.accepted('cmd_1', 'dlv_9');
  expect(journal.get('cmd_1')).toMatchObject({ deliveryId: 'dlv_1', result: done });
  await journal.close();
});

test('entries are kept a day after they were answered, and then dropped', async () => {
  const path = await journalPath();
  let now = 0;
  const journal = await Journal.open(path, () => now);
  await journal.accepted('cmd_1', 'dlv_1');
  await journal.result('cmd_1', done);
  now = RETENTION_MS / 2;
  await journal.answered('cmd_1');
  await journal.close();
  now += RETENTION_MS;
  const kept = await Journal.open(path, () => now);
  expect(kept.get('cmd_1')?.result).toEqual(done);
  await kept.close();
  now += 1;
  const dropped = await Journal.open(path, () => now);
  expect(dropped.get('cmd_1')).toBeUndefined();
  await dropped.close();
  expect((await stat(path)).size).toBe(0);
});

test('its file does not grow with its history', async () => {
  const path = await journalPath();
  let now = 0;
  const journal = await Journal.open(path, () => now);
  for (let n = 0; n < 300; n += 1) {
    now += RETENTION_MS;
    await journal.accepted(`cmd_${n}`, `dlv_${n}`);
    await journal.result(`cmd_${n}`, { success: true, data: { text: 'x'.repeat(20_000) } });
    await journal.answered(`cmd_${n}`);
  }
  await journal.close();
  expect((await stat(path)).size).toBeLessThan(2_000_000);
});

test('a command that could not be written is known to this process all the same', async () => {
  const journal = await Journal.open(await journalPath(), () => 0);
  await journal.close();
  await expect(journal.accepted('cmd_1', 'dlv_1')).rejects.toThrow('closed');
  expect(journal.get('cmd_1')).toBeDefined();
});
