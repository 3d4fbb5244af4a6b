import { describe, expect, test } from 'vitest';
import { marksSecrets, redactBySchema, redactionList, redactNames } from './redaction.ts';

const list = redactionList(['password', 'apiKey', 'private_key']);

describe('by name', () => {
  test.each([
    ['the name itself', { password: 'x' }, { password: '[redacted]' }],
    ['another case', { PassWord: 'x', APIKEY: 1 }, { PassWord: '[redacted]', APIKEY: '[redacted]' }],
    ['other separators', { 'api-key': 1, private_Key: 2 }, { 'api-key': '[redacted]', private_Key: '[redacted]' }],
    ['whatever its value', { password: { a: [1] } }, { password: '[redacted]' }],
    ['inside lists and objects', { a: [{ b: { apiKey: 1 } }] }, { a: [{ b: { apiKey: '[redacted]' } }] }],
    ['part of a name is another name', { passwords: 1, mypassword: 2 }, { passwords: 1, mypassword: 2 }],
    ['a value that says password', { note: 'password' }, { note: 'password' }],
  ])('%s', (_title, value, expected) => {
    expect(redactNames(value, list)).toEqual(expected);
  });

  test('the original is untouched', () => {
    const value = { password: 'x' };
    redactNames(value, list);
    expect(value).toEqual({ password: 'x' });
  });
});

describe('by schema', () => {
  const schema = {
    type: 'object',
    properties: {
      otp: { type: 'string', writeOnly: true },
      pin: { type: 'string', format: 'password' },
      list: { type: 'array', items: { properties: { key: { writeOnly: true } } } },
      either: { anyOf: [{ type: 'null' }, { properties: { x: { writeOnly: true } } }] },
    },
    additionalProperties: { properties: { y: { writeOnly: true } } },
  };
  test('what is marked is hidden, wherever the mark is', () => {
    const value = {
      otp: '1',
      pin: '2',
      plain: 3,
      list: [{ key: 1, z: 2 }],
      either: { x: 1 },
      more: { y: 1, z: 2 },
    };
    expect(redactBySchema(value, schema)).toEqual({
      otp: '[redacted]',
      pin: '[redacted]',
      plain: 3,
      list: [{ key: '[redacted]', z: 2 }],
      either: { x: '[redacted]' },
      more: { y: '[redacted]', z: 2 },
    });
  });

  test('a schema says whether it can hide anything', () => {
    expect(marksSecrets(schema)).toBe(true);
    expect(marksSecrets({ type: 'object', properties: { a: { type: 'string' } } })).toBe(false);
    expect(marksSecrets(null)).toBe(false);
  });
});
