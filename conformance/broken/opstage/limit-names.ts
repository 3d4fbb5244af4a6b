/** Which advertised limit a value has passed, so that a refusal can name it. */
import schemas from 'capsule-contract/schemas.json' with { type: 'json' };
import type { ErrorDetails, LimitName, Limits, TypeName } from 'capsule-contract/types';
import type { Issue } from 'capsule-contract/validators';
import { defect } from './defects.ts';

interface Schema {
  $ref?: string;
  'x-limit'?: LimitName;
  properties?: Record<string, Schema>;
  items?: Schema;
}

const types = schemas.$defs as unknown as Readonly<Record<string, Schema>>;
const upperBounds = ['maximum', 'maxLength', 'maxItems'];

/** The first of the issues that is about a limit names it. */
export function passedLimit(type: TypeName, issues: readonly Issue[], limits: Limits): ErrorDetails {
  for (const { path } of issues.filter(({ keyword }) => upperBounds.includes(keyword))) {
    const name = limitAt({ $ref: `#/$defs/${type}` }, path.split('/').slice(1));
    if (name === null || defect('passed-limits-not-named')) continue;
    return { limit: name, limitValue: limits[name] };
  }
  return {};
}

function limitAt(schema: Schema | undefined, path: readonly string[]): LimitName | null {
  if (schema === undefined) return null;
  const target = schema.$ref === undefined ? schema : types[schema.$ref.split('/').at(-1) ?? ''];
  const [name, ...rest] = path;
  if (name === undefined) return schema['x-limit'] ?? target?.['x-limit'] ?? null;
  return limitAt(target?.items && /^\d+$/.test(name) ? target.items : target?.properties?.[name], rest);
}
