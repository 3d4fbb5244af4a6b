import { errors } from 'capsule-contract';
import { expect, test } from 'vitest';
import { answerOf, readFrame, SESSION_ERROR_STATUS } from './session-frame.ts';

test('every error a session may answer has the status of its HTTP twin, and no other is known', () => {
  const catalogued = Object.entries(errors)
    .filter(([, { where, status }]) => where.some((place) => place === 'session') && status !== null)
    .map(([code, { status }]) => [code, status]);
  expect(SESSION_ERROR_STATUS).toEqual(Object.fromEntries(catalogued));
});

test('an error frame of another code has no meaning of its own, whatever it claims about who we are', () => {
  for (const code of ['UNKNOWN_MESSAGE_TYPE', 'AGENT_TOKEN_REVOKED', 'NEVER_HEARD_OF', 'constructor', undefined]) {
    expect(answerOf({ type: 'error', id: 'a', re: 'b', data: { code } })).toBeNull();
  }
});

test('a frame needs version, type, id and data; members nobody knows are ignored', () => {
  const frame = { v: 1, type: 'ack', id: 'a.1', ts: '', data: {}, later: true };
  expect(readFrame(JSON.stringify(frame))).toEqual({ type: 'ack', id: 'a.1', re: null, data: {} });
  expect(readFrame(JSON.stringify({ ...frame, re: null }))?.re).toBeNull();
  for (const wrong of [
    { v: 2 },
    { v: '1' },
    { type: 7 },
    { id: '' },
    { id: 'a b' },
    { data: [] },
    { data: null },
    { re: 1 },
  ]) {
    expect(readFrame(JSON.stringify({ ...frame, ...wrong }))).toBeNull();
  }
  for (const text of ['', '{', 'null', '[]', '"ack"']) expect(readFrame(text)).toBeNull();
});
