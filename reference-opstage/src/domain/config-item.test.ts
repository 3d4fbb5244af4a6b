import { expect, test } from 'vitest';
import { type ConfigItemContent, diffConfigs, withoutSensitiveValue } from './config-item.ts';

const item = (key: string, changes: Partial<ConfigItemContent> = {}): ConfigItemContent => ({
  key,
  label: null,
  type: 'string',
  valuePreview: 'a',
  defaultValue: null,
  source: null,
  editable: true,
  sensitive: false,
  secretRef: null,
  fingerprint: null,
  ...changes,
});

function differ() {
  let made = 0;
  return (known: Parameters<typeof diffConfigs>[0], reported: ConfigItemContent[], now: number) =>
    diffConfigs(known, reported, {
      serviceId: 'svc_1',
      now,
      newId: () => {
        made += 1;
        return `cfg_${made}`;
      },
    });
}

test('an identical report changes nothing, in whatever order it comes', () => {
  const diff = differ();
  const { items } = diff([], [item('a'), item('b')], 1);
  const again = diff(items, [item('b'), item('a')], 2);
  expect(again.changes).toEqual([]);
  expect(again.items.map(({ id, updatedAt }) => [id, updatedAt])).toEqual([
    ['cfg_2', 1],
    ['cfg_1', 1],
  ]);
});

test('added, changed and removed items are told apart; identity and first sight stay', () => {
  const diff = differ();
  const { items } = diff([], [item('kept'), item('gone')], 1);
  const { items: next, changes } = diff(items, [item('kept', { valuePreview: 'b' }), item('new')], 2);
  expect(changes.map(({ key, change }) => [key, change])).toEqual([
    ['kept', 'CHANGED'],
    ['new', 'ADDED'],
    ['gone', 'REMOVED'],
  ]);
  expect(next[0]).toMatchObject({ id: 'cfg_1', createdAt: 1, updatedAt: 2 });
});

test('a sensitive item changes by its fingerprint and never carries a value', () => {
  const secret = item('k', { sensitive: true, valuePreview: 'oops', defaultValue: 'oops', fingerprint: 'f1' });
  expect(withoutSensitiveValue(secret)).toMatchObject({ valuePreview: null, defaultValue: null, fingerprint: 'f1' });
  expect(withoutSensitiveValue(item('k'))).toMatchObject({ valuePreview: 'a' });
});
