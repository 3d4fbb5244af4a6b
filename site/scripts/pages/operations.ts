/** HTTP API: a page per operation, and the list of all. */
import { auditMatrix, errors, messages, operations, profiles } from 'capsule-contract';
import type { AuditOutcome, Operation } from 'capsule-contract/types';
import { linkTo, operationPath } from '../addresses.ts';
import { descriptionOf, parameterDescription, said } from '../contract-text.ts';
import { blocks, facts, heading, prose, table } from '../markdown.ts';
import { type Language, type Page, same } from '../page.ts';
import { word, words } from '../words.ts';
import { auditTable } from './audit-table.ts';
import { lifecycleList } from './lifecycles.ts';
import { requirementsOf } from './requirement-lists.ts';
import { bounds, shape } from './schema-shape.ts';
import { curlExample, wireExample } from './wire-example.ts';

export const operationList: readonly Operation[] = Object.values(operations);

const source = 'spec/openapi/paths/';

export const apis = [
  { api: 'agent', title: { en: 'Agent API', 'zh-CN': 'Agent API' } },
  { api: 'operator', title: { en: 'Operator API', 'zh-CN': 'Operator API（操作员接口）' } },
  { api: 'system', title: { en: 'System API', 'zh-CN': 'System API（系统接口）' } },
] as const;

export const operationPages = (): Page[] => [index(), ...operationList.map(operationPage)];

function index(): Page {
  return {
    path: 'http',
    title: { en: 'HTTP API', 'zh-CN': 'HTTP API' },
    description: {
      en: 'Every operation of the three APIs: who may call it, what it takes, what it answers.',
      'zh-CN': '三组接口的全部操作：谁可调用、接受什么、应答什么。',
    },
    source,
    body: (language) =>
      blocks(
        ...apis.map(({ api, title }) =>
          blocks(
            heading(2, title[language], api),
            table(
              words(language, 'Operation', 'Method', 'Path', 'Meaning'),
              operationList
                .filter((operation) => operation.api === api)
                .map(({ operationId, method, path, summary }) => [
                  linkTo.operation(operationId),
                  method,
                  `\`${path}\``,
                  prose(summary[language]),
                ]),
            ),
          ),
        ),
      ),
  };
}

function operationPage(operation: Operation): Page {
  const { operationId, method, path, summary } = operation;
  return {
    path: operationPath(operationId),
    title: same(operationId),
    description: {
      en: `${method} ${path}: ${summary.en}.`,
      'zh-CN': `${method} ${path}：${summary['zh-CN']}。`,
    },
    source,
    body: (language) =>
      blocks(
        `${prose(summary[language])}${language === 'en' ? '.' : '。'}`,
        `\`${method} ${path}\``,
        said(descriptionOf(operationId), language),
        factsOf(operation, language),
        heading(2, word('Answers', language), 'answers'),
        answers(operation, language),
        operation.itemErrors.length > 0 && `${word('Refused items', language)}: ${names(operation.itemErrors)}`,
        parameters(operation, language),
        body(operation, language),
        heading(2, word('Example', language), 'example'),
        wireExample(operation),
        heading(3, word('With curl', language), 'curl'),
        curlExample(operation),
        audit(operation, language),
        heading(2, word('Requirements', language), 'requirements'),
        requirementsOf(operation.requirements, language),
        heading(2, word('Machine files', language), 'machine-files'),
        '[OpenAPI 3.1](/machine/openapi.json) · [schemas.json](/machine/schemas.json)',
      ),
  };
}

const names = (codes: readonly string[]): string => codes.map((code) => linkTo.error(code)).join(' · ');

function factsOf(operation: Operation, language: Language): string {
  const { api, auth, role, csrf, mutating, headers } = operation;
  const yesNo = (value: boolean): string => word(value ? 'yes' : 'no', language);
  const profile = profiles.find(({ operations: only }) => only.includes(operation.operationId));
  const twins = Object.values(messages).filter(({ httpTwin }) => httpTwin === operation.operationId);
  const moved = lifecycleList.flatMap(({ name, lifecycle }) =>
    lifecycle.kind === 'states' && lifecycle.transitions.some(({ by }) => by.operation === operation.operationId)
      ? [linkTo.lifecycle(name, lifecycle.title[language])]
      : [],
  );
  const repeatable = headers.some(({ name }) => name === 'Idempotency-Key');
  return facts(words(language, 'Fact', 'Value') as [string, string], [
    [word('API', language), apis.find((known) => known.api === api)?.title[language] ?? api],
    [word('Authentication', language), authentication[auth][language]],
    [word('Role', language), role === null ? null : `\`${role}\``],
    [word('CSRF token', language), csrf ? word('needed', language) : null],
    [word('Changes state', language), yesNo(mutating)],
    ['Idempotency-Key', repeatable ? word('optional', language) : null],
    [word('Profile', language), linkTo.profile(profile?.name ?? 'opstage-core')],
    [word('Twin on the session', language), twins.map(({ type }) => linkTo.message(type)).join(' · ')],
    [word('Transitions', language), moved.join(' · ')],
    [word('Since', language), '1.0'],
  ]);
}

const authentication = {
  none: { en: 'none', 'zh-CN': '无' },
  agent: { en: '`Authorization: Bearer` with the agent token', 'zh-CN': '`Authorization: Bearer`，使用 Agent 令牌' },
  operator: { en: 'Cookie `opstage_session`', 'zh-CN': 'Cookie `opstage_session`' },
};

function answers(operation: Operation, language: Language): string {
  const success = {
    json: operation.response === null ? '' : linkTo.schema(operation.response),
    sse: operation.line === null ? '' : `\`text/event-stream\`: ${linkTo.schema(operation.line)}`,
    export:
      operation.line === null
        ? ''
        : `${operation.mediaTypes.map((type) => `\`${type}\``).join(', ')}: ${linkTo.schema(operation.line)}`,
    websocket: `[\`capsule.session.v1\`](/session/)`,
  }[operation.kind];
  const ok = operation.kind === 'websocket' ? '101' : '200';
  return table(words(language, 'Status', 'Answer', 'Meaning'), [
    [ok, success, word('Success body', language)],
    ...operation.errors.map(({ code, status }) => [
      String(status),
      linkTo.error(code),
      prose(errors[code].meaning[language]),
    ]),
  ]);
}

function parameters(operation: Operation, language: Language): string {
  const places = [
    ['path', operation.pathParams],
    ['query', operation.query],
    ['header', operation.headers],
  ] as const;
  const rows = places.flatMap(([place, list]) =>
    list.map(({ name, required, schema }) => [
      `\`${name}\``,
      place,
      shape(schema),
      word(required ? 'yes' : 'no', language),
      [said(parameterDescription(operation.operationId, place, name), language), bounds(schema)]
        .filter(Boolean)
        .join(' '),
    ]),
  );
  if (rows.length === 0) return '';
  return blocks(
    heading(2, word('Parameters', language), 'parameters'),
    table(words(language, 'Name', 'In', 'Type', 'Required', 'Meaning'), rows),
  );
}

function body({ body }: Operation, language: Language): string {
  if (body === null) return '';
  const type = body.type === null ? `${linkTo.schema(body.lines ?? '')} (JSON lines)` : linkTo.schema(body.type);
  const media = body.contentTypes.map((contentType) => `\`${contentType}\``).join(', ');
  const need = word(body.required ? 'needed' : 'optional', language);
  return blocks(heading(2, word('Request body', language), 'request-body'), `${type} · ${media} · ${need}`);
}

function audit(operation: Operation, language: Language): string {
  const outcomes: readonly AuditOutcome[] = auditMatrix.operations[operation.operationId] ?? [];
  if (outcomes.length === 0) return '';
  return blocks(heading(2, word('Audit events', language), 'audit'), auditTable(outcomes, language));
}
