/** Schemas: a page per type, and the list of all. */
import { contract, messages } from 'capsule-contract';
import type { RequirementId } from 'capsule-contract/types';
import { fieldAnchor, linkTo, schemaPath } from '../addresses.ts';
import { inBoth, said } from '../contract-text.ts';
import { exampleOf, json } from '../examples.ts';
import { definitions, type JsonSchema, referencesOf, typeNames } from '../json-schema.ts';
import { anchored, blocks, facts, fence, heading, table } from '../markdown.ts';
import { type Language, type Page, same } from '../page.ts';
import { word, words } from '../words.ts';
import { operationList } from './operations.ts';
import { requirementNames } from './requirement-lists.ts';
import { bounds, describe, shape } from './schema-shape.ts';

const source = 'spec/schemas/';

export const schemaKinds = [
  { kind: 'object', title: { en: 'Documents', 'zh-CN': '文档' } },
  { kind: 'frame', title: { en: 'Frames of the session', 'zh-CN': '会话的帧' } },
  { kind: 'value', title: { en: 'Values', 'zh-CN': '取值' } },
  { kind: 'envelope', title: { en: 'Envelopes', 'zh-CN': '信封' } },
] as const;

export function schemaKind(name: string): (typeof schemaKinds)[number]['kind'] {
  if (/Response$/.test(name)) return 'envelope';
  if (/Frame$/.test(name)) return 'frame';
  return definitions[name]?.properties === undefined && definitions[name]?.type !== 'object' ? 'value' : 'object';
}

export const schemaPages = (): Page[] => [index(), ...typeNames.map(schemaPage)];

function index(): Page {
  return {
    path: 'schemas',
    title: { en: 'Schemas', 'zh-CN': '模式' },
    description: {
      en: 'Every type of the contract, shared by the HTTP APIs and the session.',
      'zh-CN': '契约的全部类型，由 HTTP 接口与会话共用。',
    },
    source,
    body: (language) =>
      blocks(
        ...schemaKinds.map(({ kind, title }) =>
          blocks(
            heading(2, title[language], kind),
            table(
              words(language, 'Type', 'Meaning'),
              typeNames
                .filter((name) => schemaKind(name) === kind)
                .map((name) => [linkTo.schema(name), said(definitions[name]?.description, language)]),
            ),
          ),
        ),
      ),
  };
}

function schemaPage(name: string): Page {
  const schema = definitions[name] ?? {};
  const file = `/machine/schemas/${name}.json`;
  return {
    path: schemaPath(name),
    title: same(name),
    description: inBoth(schema.description ?? name),
    source: `${source}${name}.yaml`,
    body: (language) => {
      const example = exampleOf(name);
      return blocks(
        said(schema.description, language),
        form(schema, language),
        fields(schema, language),
        example !== null && blocks(heading(2, word('Example', language), 'example'), fence('json', json(example))),
        usedBy(name, language),
        requirements(schema, language),
        heading(2, word('Machine files', language), 'machine-files'),
        `[JSON Schema](${file}) \`urn:capsule-contract:${contract.version}:${name}\``,
      );
    },
  };
}

function form(schema: JsonSchema, language: Language): string {
  const alternatives = (schema.oneOf ?? schema.anyOf ?? []).map(shape).join(' · ');
  const whole = (schema.allOf ?? []).map(shape).join(' · ');
  return facts(words(language, 'Fact', 'Value') as [string, string], [
    [word('Type', language), alternatives === '' ? shape(schema) : null],
    [language === 'en' ? 'Everything of' : '包含其全部字段', whole],
    [language === 'en' ? 'One of' : '其中之一', alternatives],
    [word('Values', language), bounds(schema)],
    [word('Since', language), '1.0'],
  ]);
}

interface FieldRow {
  path: string;
  schema: JsonSchema;
  required: boolean;
}

/** Members of members stand beside their owner, named by their path. */
function fieldRows(schema: JsonSchema, prefix = ''): FieldRow[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, member]) => {
    const path = `${prefix}${name}`;
    return [
      { path, schema: member, required: schema.required?.includes(name) ?? false },
      ...fieldRows(member, `${path}.`),
      ...(member.items === undefined ? [] : fieldRows(member.items, `${path}[].`)),
    ];
  });
}

function fields(schema: JsonSchema, language: Language): string {
  const rows = fieldRows(schema);
  if (rows.length === 0) return '';
  return blocks(
    heading(2, word('Fields', language), 'fields'),
    table(
      words(language, 'Field', 'Type', 'Required', 'Meaning'),
      rows.map(({ path, schema: member, required }) => [
        anchored(path, fieldAnchor(path)),
        shape(member),
        word(required ? 'yes' : 'no', language),
        describe(member, language),
      ]),
    ),
  );
}

const usersOf = new Map<string, string[]>();
for (const name of typeNames) {
  for (const used of referencesOf(definitions[name])) {
    if (used !== name) usersOf.set(used, [...(usersOf.get(used) ?? []), name]);
  }
}

function usedBy(name: string, language: Language): string {
  const operations = operationList.filter(
    ({ body, response, line, pathParams, query, headers }) =>
      [body?.type, body?.lines, response, line].includes(name as never) ||
      [...pathParams, ...query, ...headers].some(({ schema }) => referencesOf(schema).has(name)),
  );
  const carried = Object.values(messages).filter(({ frame, dataType, ackData }) =>
    [frame, dataType, ackData].includes(name as never),
  );
  const rows: [string, string][] = [
    [word('Type', language), (usersOf.get(name) ?? []).map((user) => linkTo.schema(user)).join(' · ')],
    [word('Operations', language), operations.map(({ operationId }) => linkTo.operation(operationId)).join(' · ')],
    [word('Messages', language), carried.map(({ type }) => linkTo.message(type)).join(' · ')],
  ];
  if (rows.every(([, users]) => users === '')) return '';
  return blocks(
    heading(2, word('Used by', language), 'used-by'),
    facts(words(language, 'Where', 'Name') as [string, string], rows),
  );
}

function requirements(schema: JsonSchema, language: Language): string {
  const ids = (schema['x-requirements'] ?? []) as readonly RequirementId[];
  if (ids.length === 0) return '';
  return blocks(heading(2, word('Requirements', language), 'requirements'), requirementNames(ids));
}
