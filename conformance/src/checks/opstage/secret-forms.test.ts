// Goal: a secret is recognised in the disguises it travels in. Method: each disguise is made by other means than the forms.
import { expect, test } from 'vitest';
import { secretForms } from './secret-forms.ts';

const secret = 'opstage_agent_7Hn2kQz91LmXcVbA04/+pdE"s';
const found = (text: string) => secretForms(secret).some((one) => text.includes(one.text));

test.each<[title: string, text: string]>([
  ['plain', `token=${secret};`],
  ['in JSON', JSON.stringify({ token: secret })],
  ['in a URL', new URLSearchParams({ token: secret }).toString()],
  ['in hex', Buffer.from(`x${secret}`).toString('hex')],
  ['at the first alignment of base64', Buffer.from(`${secret} and more`).toString('base64')],
  ['at the second alignment of base64', Buffer.from(`x${secret} and more`).toString('base64')],
  ['at the third alignment of base64', Buffer.from(`xy${secret} and more`).toString('base64')],
  ['in base64url', Buffer.from(`xyz${secret}`).toString('base64url')],
  ['turned round', [...secret].reverse().join('')],
  ['cut after its beginning', `${secret.slice(0, 30)}…`],
  ['cut before its end', `…${secret.slice(-16)}`],
  ['in capitals', secret.toUpperCase()],
])('%s it is found', (_, text) => {
  expect(found(text)).toBe(true);
});

test('what every token begins with is no find', () => {
  expect(found('opstage_agent_ is the prefix of an agent token')).toBe(false);
});
