import { expect, test } from 'vitest';
import { SecretRegister } from '../target/secret-register.ts';
import { Transcript } from '../target/transcript.ts';
import { CheckFailure, CouldNotRun } from './check-outcome.ts';
import { judgeEveryMessage } from './every-message-check.ts';
import { broken, held, type Monitor, notJudged } from './monitors/monitor.ts';
import { MonitorRecord } from './monitors/monitor-record.ts';
import { Trial } from './trial.ts';

/** Judges by status: 200 holds, 204 does not apply, anything else is a breach. */
const monitor: Monitor = {
  requirement: 'request-id',
  judge: ({ response }) => {
    if (response === null || response.status === 204) return notJudged;
    return response.status === 200 ? held(true) : broken('status 200', String(response.status));
  },
};

function seen(...statuses: number[]): MonitorRecord {
  const record = new MonitorRecord([monitor]);
  const transcript = new Transcript();
  record.watch(transcript, 'some-check');
  for (const status of statuses) {
    const message = transcript.begin('owner', 'systemHealth', { method: 'GET', target: '/', headers: [], text: '' });
    transcript.end(message, { response: { status, headers: [], text: '' } });
  }
  return record;
}

const open = () =>
  new Trial({
    checkId: 'request-id/every-answer',
    seed: 's',
    runId: 'r',
    depth: 'standard',
    secrets: new SecretRegister(),
    signal: new AbortController().signal,
  });
const noTraffic = async () => {};

test('a rule every message kept is proven by one of them', async () => {
  const t = open();
  await judgeEveryMessage(t, seen(200, 204, 200), 'request-id', noTraffic);
  expect(t.evidence).toEqual([1]);
  expect(t.transcript.messages).toHaveLength(1);
  expect(t.transcript.notes.at(-1)?.text).toBe('2 messages judged');
});

test('a breach fails the check with the first message that showed it, and counts the rest', async () => {
  const t = open();
  const judging = judgeEveryMessage(t, seen(200, 404, 404, 500), 'request-id', noTraffic);
  await expect(judging).rejects.toMatchObject({ expected: 'status 200', actual: '404', messages: [1] });
  expect(t.transcript.messages[0]?.response?.status).toBe(404);
  expect(t.transcript.notes[0]?.text).toContain('3 × in some-check');
});

test('a breach counts even when the traffic broke down', async () => {
  const judging = judgeEveryMessage(open(), seen(500), 'request-id', () => Promise.reject(new Error('no agent')));
  await expect(judging).rejects.toBeInstanceOf(CheckFailure);
});

test('traffic that broke down proves nothing', async () => {
  const judging = judgeEveryMessage(open(), seen(200), 'request-id', () => Promise.reject(new Error('no agent')));
  await expect(judging).rejects.toThrow('no agent');
});

test('without one success nothing is proven', async () => {
  await expect(judgeEveryMessage(open(), seen(204), 'request-id', noTraffic)).rejects.toBeInstanceOf(CouldNotRun);
});
