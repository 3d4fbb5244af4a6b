/** The hash chain by the rule of the contract: to judge an exported log, to compose one, and to break it in one place. */
import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

export type Line = Record<string, unknown> & { seq: number };

export const noHash = '0'.repeat(64);

export function isHash(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
}

export function hashOf(event: Line, prevHash: string): string {
  const { hash: _hash, prevHash: _prevHash, ...exported } = event;
  return createHash('sha256')
    .update(prevHash + (canonicalize(exported) ?? ''), 'utf8')
    .digest('hex');
}

/** What does not fit first; null for an unbroken log. */
export function faultOf(events: readonly Line[]): string | null {
  let before: Line | null = null;
  for (const event of events) {
    const { seq, hash, prevHash } = event;
    if (!isHash(hash) || !isHash(prevHash)) return `seq ${seq}: no hash or no prevHash`;
    if (before !== null && seq !== before.seq + 1) return `seq ${seq} after seq ${before.seq}`;
    const begins = before !== null || beginsLog(event, prevHash);
    if (!begins) return `seq ${seq} begins the log without zeros and without audit.pruned {throughSeq, throughHash}`;
    if (before !== null && prevHash !== before.hash) return `seq ${seq}: prevHash is not the hash of seq ${before.seq}`;
    const wanted = hashOf(event, prevHash);
    if (hash !== wanted) return `seq ${seq}: hash ${hash}, computed ${wanted}`;
    before = event;
  }
  return null;
}

function beginsLog(event: Line, prevHash: string): boolean {
  if (event.seq === 1) return prevHash === noHash;
  const details = event.details as { throughSeq?: unknown; throughHash?: unknown } | undefined;
  const marks = details?.throughSeq === event.seq - 1 && details.throughHash === prevHash;
  return event.action === 'audit.pruned' && marks;
}

/** Details in which a canonical form differs from what JSON.stringify writes. */
const awkward = [
  { b: 1, a: { d: [], c: {} }, '': null },
  {
    '\u{1f980}': 'after the next by UTF-8, before it by UTF-16',
    '\ufb33': 'presentation form',
    é: 'é',
    'e\u0301': 'é',
  },
  { small: 1e-7, half: 0.5, whole: 1e3, negative: -0.001, most: 9007199254740991 },
  { text: '"\\/\b\f\n\r\t\u0001\u007f\u2028€', list: [true, false, null, 'x', [1, [2]]] },
  {},
];

/** A valid log of so many events; one that does not begin at 1 begins with the mark of a pruning. */
export function composedLog(count: number, firstSeq = 1): Line[] {
  const pruned = firstSeq > 1;
  const throughHash = 'ab'.repeat(32);
  const events: Line[] = [];
  for (let index = 0; index < count; index += 1) {
    const seq = firstSeq + index;
    const mark = pruned && index === 0;
    const event: Line = {
      id: `aud_${String(seq).padStart(16, 'c')}`,
      seq,
      at: new Date(Date.UTC(2026, 2, 1, 9, 30, index)).toISOString(),
      action: mark ? 'audit.pruned' : 'registration_token.created',
      result: 'SUCCESS',
      actor: mark
        ? { type: 'system', id: null, name: null }
        : { type: 'user', id: 'usr_7Qm2ZkV4pT9xLr3W', name: 'anna' },
      target: { type: 'registration_token', id: `rgt_${String(seq).padStart(16, 'c')}`, name: null },
      errorCode: null,
      requestId: mark ? null : `req-${seq}`,
      correlationId: null,
      ip: '127.0.0.1',
      userAgent: null,
      details: mark ? { throughSeq: seq - 1, throughHash } : (awkward[index % awkward.length] ?? {}),
    };
    events.push(event);
  }
  return chained(events, pruned ? throughHash : noHash);
}

/** The events with the hashes the rule gives them, whatever they carried before. */
function chained(events: readonly Line[], start: string): Line[] {
  let prevHash = start;
  return events.map((event) => {
    const hash = hashOf(event, prevHash);
    const line = { ...event, prevHash, hash };
    prevHash = hash;
    return line;
  });
}

export interface Tampering {
  what: string;
  tamper(events: readonly Line[]): Line[];
  firstBroken: number;
}

const altering = (seq: number, change: (event: Line) => Line) => (events: readonly Line[]) =>
  events.map((event) => (event.seq === seq ? change(event) : event));

/** Each breaks the log of `composedLog(6)` in one way. */
export const tamperings: readonly Tampering[] = [
  { what: 'a changed member', tamper: altering(3, (event) => ({ ...event, result: 'DENIED' })), firstBroken: 3 },
  { what: 'changed details', tamper: altering(4, (event) => ({ ...event, details: { a: 1 } })), firstBroken: 4 },
  { what: 'an added member', tamper: altering(2, (event) => ({ ...event, note: 'x' })), firstBroken: 2 },
  { what: 'a changed first event', tamper: altering(1, (event) => ({ ...event, ip: '10.0.0.1' })), firstBroken: 1 },
  { what: 'a changed last event', tamper: altering(6, (event) => ({ ...event, ip: null })), firstBroken: 6 },
  { what: 'a removed event', tamper: (events) => events.filter(({ seq }) => seq !== 3), firstBroken: 4 },
  {
    what: 'a repeated event',
    tamper: (events) => events.flatMap((one) => (one.seq === 2 ? [one, one] : [one])),
    firstBroken: 2,
  },
  { what: 'a beginning cut off', tamper: (events) => events.slice(2), firstBroken: 3 },
  { what: 'a forged hash', tamper: altering(5, (event) => ({ ...event, hash: 'c'.repeat(64) })), firstBroken: 5 },
  {
    what: 'a hash in upper case',
    tamper: altering(2, (event) => ({ ...event, hash: String(event.hash).toUpperCase() })),
    firstBroken: 2,
  },
  {
    what: 'a changed event with its hash computed anew',
    tamper: altering(3, (event) => {
      const changed = { ...event, ip: '10.0.0.9' };
      return { ...changed, hash: hashOf(changed, String(event.prevHash)) };
    }),
    firstBroken: 4,
  },
  {
    what: 'a first event chained to something else than zeros',
    tamper: (events) => chained(events, 'd'.repeat(64)),
    firstBroken: 1,
  },
  {
    what: 'an event removed and the numbers closed up',
    tamper: (events) => events.filter(({ seq }) => seq !== 3).map((event, index) => ({ ...event, seq: index + 1 })),
    firstBroken: 3,
  },
];
