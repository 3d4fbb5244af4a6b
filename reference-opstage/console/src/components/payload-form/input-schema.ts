/** The JSON Schema of an action's input, as far as the contract lets an agent use it. */
export interface InputSchema {
  type?: string | readonly string[];
  title?: string;
  description?: string;
  default?: unknown;
  format?: string;
  writeOnly?: boolean;
  properties?: Readonly<Record<string, InputSchema>>;
  required?: readonly string[];
  additionalProperties?: boolean | InputSchema;
  items?: InputSchema;
  enum?: readonly unknown[];
  const?: unknown;
  anyOf?: readonly InputSchema[];
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  multipleOf?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  pattern?: string;
}

export type FieldKind = 'text' | 'number' | 'toggle' | 'choice' | 'group' | 'list' | 'json';

/** The control that suits a schema; what no control suits is written as JSON. */
export function kindOf(schema: InputSchema): FieldKind {
  if (schema.enum !== undefined || schema.const !== undefined) return 'choice';
  switch (typeOf(schema)) {
    case 'string':
      return 'text';
    case 'integer':
    case 'number':
      return 'number';
    case 'boolean':
      return 'toggle';
    case 'object':
      return Object.keys(schema.properties ?? {}).length > 0 && schema.anyOf === undefined ? 'group' : 'json';
    case 'array':
      return schema.items !== undefined && schema.anyOf === undefined ? 'list' : 'json';
    default:
      return 'json';
  }
}

/** The one type a schema allows beside null; undefined where there are several or none is named. */
export function typeOf({ type, properties }: InputSchema): string | undefined {
  if (typeof type === 'string') return type;
  if (type === undefined) return properties === undefined ? undefined : 'object';
  const [only, ...others] = type.filter((name) => name !== 'null');
  return others.length === 0 ? only : undefined;
}

/** What a field holds before anybody has touched it: its default, or what its place in the schema demands. */
export function startingValue(schema: InputSchema, required: boolean): unknown {
  if (schema.default !== undefined) return schema.default;
  if (schema.const !== undefined && required) return schema.const;
  const kind = kindOf(schema);
  if (kind === 'toggle' && required) return false;
  if (kind === 'list' && required) return [];
  if (kind === 'group') {
    const members = Object.entries(schema.properties ?? {}).flatMap(([name, member]) => {
      const value = startingValue(member, schema.required?.includes(name) ?? false);
      return value === undefined ? [] : [[name, value] as const];
    });
    return required || members.length > 0 ? Object.fromEntries(members) : undefined;
  }
  return undefined;
}

/** A place inside a payload as a JSON pointer. */
export function pointerTo(pointer: string, member: string | number): string {
  return `${pointer}/${String(member).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
