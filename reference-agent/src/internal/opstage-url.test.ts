import { expect, test } from 'vitest';
import { opstageUrl } from './opstage-url.ts';

test.each([
  'https://opstage.example',
  'http://localhost:8080',
  'http://127.0.0.1:1',
  'http://127.8.9.1',
  'http://[::1]:80',
])('%s is allowed', (url) => {
  expect(opstageUrl(url, false).href).toMatch(/\/$/);
});

test.each([
  'http://opstage.example',
  'http://10.0.0.1',
  'http://127.0.0.1.example',
  'http://localhost.example',
  'http://[::2]',
])('%s is refused unless allowed explicitly', (url) => {
  expect(() => opstageUrl(url, false)).toThrow(expect.objectContaining({ code: 'INSECURE_URL' }));
  expect(opstageUrl(url, true).protocol).toBe('http:');
});

test.each([
  '',
  'opstage',
  'ftp://opstage.example',
  'https://user:secret@opstage.example',
  'https://opstage.example/?token=x',
])('%j is no Opstage URL', (url) => {
  expect(() => opstageUrl(url, true)).toThrow(expect.objectContaining({ code: 'INVALID_OPTIONS' }));
});

test('a path is kept as prefix', () => {
  expect(new URL('api/agents/register', opstageUrl('https://example.org/opstage', false)).href).toBe(
    'https://example.org/opstage/api/agents/register',
  );
});
