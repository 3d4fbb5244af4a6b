/** Hides what must not be shown: members with a secret's name, and result data that a schema marks. */
import { redactedNames } from 'capsule-contract';
import { defect } from './defects.ts';

const hidden = '[redacted]';
const names: ReadonlySet<string> = new Set(redactedNames);

function isSecret(name: string): boolean {
  if (defect('secret-names-only-as-spelt')) return names.has(name);
  const plain = name.replaceAll(/[-_]/g, '').toLowerCase();
  if (defect('secret-names-anywhere')) return redactedNames.some((one) => plain.includes(one));
  return names.has(plain);
}

/** A copy with the value of every member that has a secret's name hidden, at any depth. */
export function redacted(value: unknown): unknown {
  if (Array.isArray(value)) return defect('secrets-in-lists-shown') ? value : value.map(redacted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, isSecret(name) ? hidden : redacted(inner)]),
  );
}

export function holdsSecrets(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(
    ([name, inner]) => (!Array.isArray(value) && isSecret(name)) || holdsSecrets(inner),
  );
}

/** A copy with everything hidden that the schema marks `writeOnly` or `format: password`. */
export function hiddenBySchema(value: unknown, schema: unknown): unknown {
  if (typeof schema !== 'object' || schema === null) return value;
  const {
    writeOnly,
    format,
    properties = {},
    additionalProperties,
    items,
    anyOf,
  } = schema as {
    writeOnly?: boolean;
    format?: string;
    properties?: Record<string, unknown>;
    additionalProperties?: unknown;
    items?: unknown;
    anyOf?: unknown[];
  };
  if (defect('marked-results-shown')) return value;
  if (writeOnly === true || format === 'password') return hidden;
  const seen = (anyOf ?? []).reduce((inner, branch) => hiddenBySchema(inner, branch), value);
  if (Array.isArray(seen)) return seen.map((item) => hiddenBySchema(item, items));
  if (typeof seen !== 'object' || seen === null) return seen;
  return Object.fromEntries(
    Object.entries(seen).map(([name, inner]) => [
      name,
      hiddenBySchema(inner, Object.hasOwn(properties, name) ? properties[name] : additionalProperties),
    ]),
  );
}
