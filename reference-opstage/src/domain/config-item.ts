import type { Instant } from './instant.ts';

export interface ConfigItem {
  id: string;
  serviceId: string;
  key: string;
  label: string | null;
  type: 'string' | 'number' | 'boolean' | 'select' | 'json' | 'duration' | 'secretRef';
  valuePreview: string | null;
  defaultValue: string | null;
  source: string | null;
  editable: boolean;
  sensitive: boolean;
  secretRef: string | null;
  fingerprint: string | null;
  createdAt: Instant;
  updatedAt: Instant;
}

export interface ConfigChange {
  key: string;
  change: 'ADDED' | 'CHANGED' | 'REMOVED';
  before: ConfigItem | null;
  after: ConfigItem | null;
}

/** What an agent says of an item; identity and times are Opstage's. */
export type ConfigItemContent = Omit<ConfigItem, 'id' | 'serviceId' | 'createdAt' | 'updatedAt'>;

/** The value of a sensitive item never enters storage, even when an agent sends it by mistake. */
export function withoutSensitiveValue(item: ConfigItemContent): ConfigItemContent {
  return item.sensitive ? { ...item, valuePreview: null, defaultValue: null } : item;
}

export interface ConfigDiff {
  items: ConfigItem[];
  changes: ConfigChange[];
}

/**
 * Compares what is known with what was reported, by key. Items keep id and `createdAt`; `updatedAt` moves only when
 * the content of the item did. An identical report gives no changes.
 */
export function diffConfigs(
  known: readonly ConfigItem[],
  reported: readonly ConfigItemContent[],
  made: { serviceId: string; now: Instant; newId: () => string },
): ConfigDiff {
  const before = new Map(known.map((item) => [item.key, item]));
  const items: ConfigItem[] = [];
  const changes: ConfigChange[] = [];
  for (const content of reported) {
    const old = before.get(content.key);
    before.delete(content.key);
    if (old === undefined) {
      const identity = { id: made.newId(), serviceId: made.serviceId, createdAt: made.now, updatedAt: made.now };
      const item = { ...content, ...identity };
      items.push(item);
      changes.push({ key: item.key, change: 'ADDED', before: null, after: item });
    } else if (sameContent(old, content)) {
      items.push(old);
    } else {
      const { id, serviceId, createdAt } = old;
      const item = { ...content, id, serviceId, createdAt, updatedAt: made.now };
      items.push(item);
      changes.push({ key: item.key, change: 'CHANGED', before: old, after: item });
    }
  }
  for (const old of before.values()) changes.push({ key: old.key, change: 'REMOVED', before: old, after: null });
  return { items, changes };
}

function sameContent(a: ConfigItemContent, b: ConfigItemContent): boolean {
  return (
    a.label === b.label &&
    a.type === b.type &&
    a.valuePreview === b.valuePreview &&
    a.defaultValue === b.defaultValue &&
    a.source === b.source &&
    a.editable === b.editable &&
    a.sensitive === b.sensitive &&
    a.secretRef === b.secretRef &&
    a.fingerprint === b.fingerprint
  );
}
