import type { ConfigItemReport } from 'capsule-contract/types';
import type { ConfigEntry } from '../config-entry.ts';
import { clip } from './clip.ts';
import { fingerprint } from './fingerprint.ts';

const VALUE_CODE_POINTS_MAX = 2_000;

/** The item as it travels. Of a sensitive one nothing but a fingerprint of its value. Throws on a doubled key. */
export function configReport(entries: readonly ConfigEntry[], serviceCode: string, key: Buffer): ConfigItemReport[] {
  const seen = new Set<string>();
  return entries.map((entry) => {
    if (seen.has(entry.key)) throw new Error(`config key ${JSON.stringify(entry.key)} is declared twice`);
    seen.add(entry.key);
    return reportOne(entry, serviceCode, key);
  });
}

function reportOne(entry: ConfigEntry, serviceCode: string, key: Buffer): ConfigItemReport {
  const { label, source, secretRef, sensitive = false, editable = false } = entry;
  const item: ConfigItemReport = { key: entry.key, type: entry.type ?? typeOf(entry), editable, sensitive };
  if (label !== undefined) item.label = label;
  if (source !== undefined) item.source = source;
  if (secretRef !== undefined) item.secretRef = secretRef;
  const value = textOf(entry.value);
  if (sensitive) {
    if (value !== null) item.fingerprint = fingerprint(key, `${serviceCode}\0${entry.key}`, value);
    return item;
  }
  if (value !== null) item.valuePreview = clip(value, VALUE_CODE_POINTS_MAX);
  const defaultValue = textOf(entry.defaultValue);
  if (defaultValue !== null) item.defaultValue = clip(defaultValue, VALUE_CODE_POINTS_MAX);
  return item;
}

function typeOf({ value, secretRef }: ConfigEntry): ConfigItemReport['type'] {
  if (typeof value === 'number') return 'number';
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'object' && value !== null) return 'json';
  return secretRef !== undefined ? 'secretRef' : 'string';
}

function textOf(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
}
