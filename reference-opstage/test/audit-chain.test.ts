/** The hash chain of the audit log, recomputed here from the words of the contract alone. */
import { createHash } from 'node:crypto';
import Database from 'better-sqlite3';
import canonicalize from 'canonicalize';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as auditChain from '../migrations/0002-audit-chain.ts';
import * as eventFeed from '../migrations/0003-event-feed.ts';

import { enrol, newRegistrationToken } from './test-agent.ts';
import { startTestOpstage, type TestOpstage } from './test-opstage.ts';

interface Line {
  [member: string]: unknown;
  seq: number;
  hash: string;
  prevHash: string;
  details: Record<string, unknown>;
}

let opstage: TestOpstage;
beforeAll(async () => {
  opstage = await startTestOpstage();
  const agent = await enrol(opstage);
  const events = [
    { id: 'e1', serviceCode: agent.serviceCode, type: 'x.y', at: '2026-01-01T00:00:00Z', data: { n: -0 } },
  ];
  await agent.heartbeat({ events });
  await newRegistrationToken(opstage, { label: 'Ünï\u2028codé 😀' });
});
afterAll(() => opstage.stop());

async function exported(of: TestOpstage = opstage, query = ''): Promise<Line[]> {
  const { text } = await of.send('auditExport', { as: of.owner, query });
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

async function verified(lines: readonly object[] | string | null, of: TestOpstage = opstage) {
  const text =
    lines === null || typeof lines === 'string' ? lines : lines.map((line) => JSON.stringify(line)).join('\n');
  const body = text === null ? {} : { rawBody: text, headers: { 'content-type': 'application/x-ndjson' } };
  return of.send('auditVerify', { as: of.owner, ...body });
}

const verdict = async (lines: readonly object[] | string | null, of: TestOpstage = opstage) =>
  (await verified(lines, of)).body.data as unknown as { valid: boolean; firstBrokenSeq: number | null; head: unknown };

function hashOf({ hash: _hash, prevHash, ...event }: Line): string {
  return createHash('sha256')
    .update(`${prevHash}${canonicalize(event)}`)
    .digest('hex');
}

test('every event carries the hash of its exported form after that of the event before', async () => {
  const log = await exported();
  let before = '0'.repeat(64);
  for (const event of log) {
    expect(event.prevHash).toBe(before);
    expect(event.hash).toBe(hashOf(event));
    before = event.hash;
  }
  const listed = (await opstage.data('auditList', { as: opstage.owner, query: 'after=0&pageSize=100' })) as Line[];
  expect(listed.slice(0, log.length)).toEqual(log);
});

test('the log itself and what was exported of it verify', async () => {
  const log = await exported();
  const { seq, hash } = log.at(-1) ?? {};
  expect(await verdict(log)).toEqual({
    valid: true,
    checked: log.length,
    firstBrokenSeq: null,
    reason: null,
    head: { seq, hash },
  });
  expect(await verdict(`${log.map((line) => JSON.stringify(line)).join('\r\n')}\n\n`)).toMatchObject({ valid: true });
  const own = await verdict(null);
  expect(own).toMatchObject({ valid: true, firstBrokenSeq: null });
  expect((own.head as { seq: number }).seq).toBeGreaterThanOrEqual(seq ?? 0);
});

describe('an exported log that was altered', () => {
  const third = (log: Line[]) => log[2] as Line;
  const changed = (log: Line[], changes: object): object[] => (log as object[]).with(2, { ...third(log), ...changes });
  test.each<[string, (log: Line[]) => object[], number | null]>([
    ['a fact', (log) => changed(log, { details: { forged: true } }), 3],
    ['a member more', (log) => changed(log, { note: 'x' }), 3],
    ['a member less', (log) => changed(log, { ip: undefined }), 3],
    ['a hash', (log) => changed(log, { hash: 'f'.repeat(64) }), 3],
    ['no hash', (log) => changed(log, { hash: undefined }), 3],
    [
      'a fact and its hash',
      (log) => {
        const details = { forged: true };
        return changed(log, { details, hash: hashOf({ ...third(log), details }) });
      },
      4,
    ],
    ['an event taken out', (log) => log.toSpliced(2, 1), 4],
    ['an event twice', (log) => log.toSpliced(2, 0, third(log)), 3],
    ['the beginning taken out', (log) => log.slice(1), 2],
    ['two events exchanged', (log) => log.with(2, log[3] as Line).with(3, third(log)), 4],
    ['no seq that can be read', (log) => changed(log, { seq: 'three' }), null],
  ])('%s is named', async (_title, alter, firstBrokenSeq) => {
    expect(await verdict(alter(await exported()))).toMatchObject({ valid: false, firstBrokenSeq, head: null });
  });
});

test('lines that are no JSON objects are refused, and so is another media type', async () => {
  expect((await verified('{"seq":1}\n{')).body.error?.code).toBe('MALFORMED_JSON');
  const listed = await verified('{"seq":1}\n[]');
  expect([listed.status, listed.body.error?.details]).toMatchObject([422, { issues: [{ path: '/1' }] }]);
  const reply = await opstage.send('auditVerify', { as: opstage.owner, rawBody: '{}' });
  expect(reply.body.error?.code).toBe('MEDIA_TYPE_UNSUPPORTED');
});

test('a pruned log begins with the hash of what went before it', async () => {
  const short = await startTestOpstage({ auditRetentionSeconds: 100 });
  try {
    const before = await exported(short);
    for (let round = 0; round < 2; round += 1) {
      short.clock.advance(100);
      await short.sweep();
    }
    const [first, ...rest] = await exported(short);
    // One event more than was exported: the first export itself.
    expect(first?.seq).toBe(before.length + 2);
    expect(first?.details).toEqual({ throughSeq: (first?.seq ?? 0) - 1, throughHash: first?.prevHash });
    expect(await verdict([first as Line, ...rest], short)).toMatchObject({ valid: true });
    expect(await verdict(null, short)).toMatchObject({ valid: true });
    const forged = { ...(first as Line), details: { throughSeq: 1, throughHash: '0'.repeat(64) } };
    expect(await verdict([forged, ...rest], short)).toMatchObject({ valid: false, firstBrokenSeq: first?.seq });
  } finally {
    await short.stop();
  }
});

test('a log altered in the database is found out, and one written before the chain existed is chained', async () => {
  const old = await startTestOpstage();
  try {
    await enrol(old);
    const file = `${old.folder}/opstage.sqlite`;
    await old.restart(async () => {
      const database = new Database(file);
      database.exec('alter table audit_event drop column hash; alter table audit_event drop column prev_hash');
      database.exec('alter table agent drop column noted_status; alter table service drop column noted_status');
      database.exec(`drop table feed_event; delete from counter where name = 'event'`);
      database.exec(`delete from migration where name in ('${auditChain.name}', '${eventFeed.name}')`);
      database.close();
    });
    expect(await verdict(null, old)).toMatchObject({ valid: true, firstBrokenSeq: null });
    await old.restart(async () => {
      const database = new Database(file);
      database.exec(`update audit_event set actor_name = 'nobody' where seq = 2`);
      database.close();
    });
    expect(await verdict(null, old)).toMatchObject({ valid: false, firstBrokenSeq: 2 });
  } finally {
    await old.stop();
  }
});
