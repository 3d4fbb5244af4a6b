import { expect, test } from 'vitest';
import { knownMembers } from './known-members.ts';

test('members a type does not know are left out, at every depth', () => {
  const actor = { type: 'user', id: 'usr_1', name: 'anna', xTeam: 'red' };
  expect(knownMembers('AuditEventResponse', { success: true, xTook: 3, data: { seq: 1, actor, xNode: 'a' } })).toEqual({
    success: true,
    data: { seq: 1, actor: { type: 'user', id: 'usr_1', name: 'anna' } },
  });
});

test('what belongs to somebody else stays as it came', () => {
  const payload = { mailbox: 'inbox', deep: [{ any: 1 }] };
  expect(knownMembers('Command', { payload, xNode: 'a' })).toEqual({ payload });
  const manifest = { code: 'otp', labels: { a: 'b' }, 'com.example.owner': 'anna' };
  expect(knownMembers('ServiceReport', { manifest })).toEqual({ manifest });
});
