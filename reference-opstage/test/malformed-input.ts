/**
 * Requests and frames as only a broken or hostile client sends them, from a seed. Most begin as something right and are
 * then damaged once: pure noise dies in the first parser, a small damage gets far.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { operations } from 'capsule-contract';

export type Random = (below: number) => number;

/** Mulberry32: the same seed gives the same numbers. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

const one = <T>(random: Random, list: readonly T[]): T => list[random(list.length)] as T;

const examples = join(dirname(fileURLToPath(import.meta.resolve('capsule-contract/package.json'))), 'examples');

/** A right value of a type of the contract. */
export function exampleOf(type: string): object {
  const valid = join(examples, type, 'valid');
  const [name = ''] = readdirSync(valid).sort();
  return JSON.parse(readFileSync(join(valid, name), 'utf8'));
}

/** Values that stand where another kind of value is expected. */
const oddities = [
  ...[
    'null',
    'true',
    '[]',
    '{}',
    '""',
    '-0',
    '1e999',
    '-1e-999',
    '9007199254740993',
    '0x10',
    'NaN',
    '01',
    "'a'",
    '"\\ud800"',
  ],
  ...[
    '"\\u0000"',
    '"\u202e"',
    '"\ufffd"',
    '{"__proto__":{"a":1}}',
    '{"constructor":{"prototype":{}}}',
    '[[[[[[]]]]]]',
    '"\\x41"',
  ],
  ...['{"a":1,"a":2}', `"${'x'.repeat(5000)}"`, `${'['.repeat(2000)}${']'.repeat(2000)}`, '"\t"', '/* */1', '1,', ''],
];

/** JSON text with one of its values replaced, or one of its characters. */
export function damagedJson(random: Random, value: unknown): string {
  const text = JSON.stringify(value);
  if (random(2) === 0) {
    const values = [...text.matchAll(/"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?|true|false|null/g)];
    const found = values[random(values.length)];
    const [at, end] = found === undefined ? [0, text.length] : [found.index, found.index + found[0].length];
    return text.slice(0, at) + one(random, oddities) + text.slice(end);
  }
  return damagedText(random, text);
}

/** Text with characters lost, doubled, changed, put in, or its end cut off. */
export function damagedText(random: Random, text: string): string {
  const at = random(text.length + 1);
  const noise = String.fromCharCode(...Array.from({ length: 1 + random(4) }, () => random(256)));
  const ways = [
    () => text.slice(0, at),
    () => text.slice(0, at) + text.slice(at + 1 + random(8)),
    () => text.slice(0, at) + noise + text.slice(at),
    () => text.slice(0, at) + noise + text.slice(at + noise.length),
    () => text.slice(0, at) + text.slice(Math.max(0, at - 20)),
  ];
  return one(random, ways)();
}

export interface Standing {
  cookie: string;
  csrf: string;
  agentId: string;
  bearer: string;
  /** A right body for an operation that has one. */
  bodyOf(operationId: string): object;
}

const oddHeaders = [
  ...[
    'Content-Length: 5\r\nContent-Length: 6',
    'Content-Length: -1',
    'Content-Length: 99999999999999999999',
    'Content-Length: 1e3',
  ],
  ...[
    'Transfer-Encoding: chunked, chunked',
    'Transfer-Encoding: gzip',
    'Transfer-Encoding: chunked\r\nContent-Length: 3',
  ],
  ...[
    'Expect: 200-maybe',
    'Expect: 100-continue',
    'Upgrade: websocket\r\nConnection: Upgrade',
    'Upgrade: h2c\r\nConnection: Upgrade',
  ],
  ...[
    'Connection: close, keep-alive, \u00ff',
    'Content-Encoding: gzip, br',
    'Content-Type: application/json; charset="',
    'Content-Type: ;;;=',
  ],
  ...[
    'Cookie: opstage_session',
    'Cookie: opstage_session="; a=b',
    `Cookie: ${'a=b;'.repeat(500)}`,
    'Cookie: opstage_session=%00%ff',
  ],
  ...[
    'Authorization: Bearer',
    'Authorization: Bearer \u0001',
    'Authorization: Basic Og==',
    `Authorization: Bearer ${'x'.repeat(9000)}`,
  ],
  ...[
    'Capsule-Contract: \u0131',
    'Capsule-Contract: 1, 1',
    'Idempotency-Key: \u00ff',
    `Idempotency-Key: ${'k'.repeat(200)}`,
  ],
  ...[
    'Last-Event-ID: \u0000',
    'X-Forwarded-For: ::::',
    'Host: [::1',
    'Host: a\r\nHost: b',
    `X-Long: ${'x'.repeat(20_000)}`,
  ],
  ...['Sec-WebSocket-Key: x', 'X\u0000: y', ': y', 'No colon at all', 'X-Http-Method-Override: DELETE', 'Trailer: X'],
];

/** One request as bytes, most of it right. */
export function malformedRequest(random: Random, standing: Standing): Buffer {
  const operation = one(random, Object.values(operations));
  const path = operation.path.replaceAll(/\{([^}]+)\}/g, (_match, name: string) =>
    name === 'agentId' && operation.auth === 'agent' ? standing.agentId : `${name}-unknown`,
  );
  const body = operation.body === null ? '' : damagedJson(random, standing.bodyOf(operation.operationId));
  const query = random(3) === 0 ? `?${damagedText(random, 'page=1&pageSize=20&after=evt_1&status=ONLINE&q=%41')}` : '';
  const target = random(4) === 0 ? damagedText(random, `${path}${query}`) : `${path}${query}`;
  const headers = [
    'Host: opstage.example',
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body, 'latin1')}`,
    operation.auth === 'agent' ? `Authorization: Bearer ${standing.bearer}` : `Cookie: ${standing.cookie}`,
    `X-CSRF-Token: ${standing.csrf}`,
    ...(random(3) === 0 ? [one(random, oddHeaders)] : []),
  ];
  const whole = `${operation.method} ${target} HTTP/1.1\r\n${headers.join('\r\n')}\r\n\r\n${body}`;
  // Bytes, not characters: half of the damage is no UTF-8.
  return Buffer.from(random(6) === 0 ? damagedText(random, whole) : whole, 'latin1');
}

/** One frame of a session, as text or as bytes. */
export function malformedFrame(
  random: Random,
  messages: readonly (readonly [type: string, data: object])[],
): string | Buffer {
  const [type, data] = one(random, messages);
  const frame = { v: 1, type, id: `frm_${random(1e9)}_${'0'.repeat(16)}`, ts: new Date(0).toISOString(), data };
  const text = damagedJson(random, frame);
  return random(5) === 0 ? Buffer.from(text, 'latin1') : text;
}
