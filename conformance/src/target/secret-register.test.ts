import { expect, test } from 'vitest';
import { SecretRegister } from './secret-register.ts';

test('every occurrence of a known secret is replaced by its name', () => {
  const secrets = new SecretRegister();
  secrets.add('opstage_agent_abcdef', 'agent token');
  expect(secrets.mask('a opstage_agent_abcdef b opstage_agent_abcdef')).toBe('a <agent token> b <agent token>');
});

test('a secret that contains another is masked whole', () => {
  const secrets = new SecretRegister();
  secrets.add('secretpart', 'part');
  secrets.add('secretpart-and-more', 'whole');
  expect(secrets.mask('x=secretpart-and-more')).toBe('x=<whole>');
});

test('what is too short to be a secret is left alone, or half of every text would vanish', () => {
  const secrets = new SecretRegister();
  secrets.add('a', 'letter');
  expect(secrets.mask('banana')).toBe('banana');
});

test('a secret is found wherever it stands, also at both ends and inside a longer word', () => {
  const secrets = new SecretRegister();
  secrets.add('opstage_agent_abcdef', 'agent token');
  secrets.add('opstage_agent_ghijkl', 'another');
  for (const text of ['opstage_agent_abcdef', '{"x":"opstage_agent_abcdef"}', 'xxopstage_agent_abcdefyy']) {
    expect(secrets.find(text)?.name).toBe('agent token');
  }
});

test('what only ends like a secret is none, and an unwanted one is passed over', () => {
  const secrets = new SecretRegister();
  secrets.add('opstage_agent_abcdef', 'agent token');
  expect(secrets.find('nt_abcdef opstage_agent_abcde')).toBeNull();
  expect(secrets.find('opstage_agent_abcdef', () => false)).toBeNull();
});

test('two secrets with the same end are told apart', () => {
  const secrets = new SecretRegister();
  secrets.add('first-12345678', 'first');
  secrets.add('second-12345678', 'second');
  expect(secrets.find('a second-12345678 b')?.name).toBe('second');
  expect(secrets.find('a first-12345678 b')?.name).toBe('first');
});
