/**
 * Turns the path files into one flat table of operations. OpenAPI, the exported table, the query validators and the
 * envelope types are all made from this table, so they agree by construction.
 */
import type { ContractSource, JsonObject } from './contract-source.ts';
import { asList, asObject, asText, catalogue, catalogueEntries, isObject } from './contract-source.ts';
import type { AnsweredError } from './operation-errors.ts';
import { operationErrors } from './operation-errors.ts';
import { requirementEntries } from './requirement-entries.ts';

export type OperationKind = 'json' | 'sse' | 'websocket' | 'export';

export interface SourceParameter {
  /** Name in `parameters.yaml`. */
  component: string;
  name: string;
  in: 'path' | 'query' | 'header';
  required: boolean;
  schema: JsonObject;
  refusedBy: string | null;
}

export interface SourceOperation {
  operationId: string;
  method: string;
  path: string;
  api: string;
  kind: OperationKind;
  auth: 'none' | 'agent' | 'operator';
  role: string | null;
  csrf: boolean;
  mutating: boolean;
  body: { type: string | null; lines: string | null; required: boolean; contentTypes: string[] } | null;
  data: { type: string; list: boolean } | null;
  response: string | null;
  /** The type of one line or event where the answer is not JSON. */
  line: string | null;
  mediaTypes: string[];
  parameters: SourceParameter[];
  errors: AnsweredError[];
  itemErrors: string[];
  setsCookie: boolean;
  requirements: string[];
  tag: string;
  summary: string;
  summaryZh: string;
  description: string;
}

const methods = ['get', 'post', 'patch', 'put', 'delete'];

export function envelopeName(data: { type: string; list: boolean }): string {
  return `${data.type}${data.list ? 'ListResponse' : 'Response'}`;
}

function readParameter(reference: unknown, parameters: JsonObject, where: string): SourceParameter {
  const ref = asText(asObject(reference, `parameter of ${where}`).$ref, `$ref of a parameter of ${where}`);
  const component = ref.replace(/^.*#\//, '');
  const found = asObject(parameters[component], `parameter ${component} named by ${where}`);
  const place = asText(found.in, `in of parameter ${component}`);
  if (place !== 'path' && place !== 'query' && place !== 'header')
    throw new Error(`parameter ${component}: in ${place}`);
  return {
    component,
    name: asText(found.name, `name of parameter ${component}`),
    in: place,
    required: found.required === true,
    schema: asObject(found.schema, `schema of parameter ${component}`),
    refusedBy: typeof found['x-refused-by'] === 'string' ? found['x-refused-by'] : null,
  };
}

function parameterRefs(item: JsonObject, operation: JsonObject, isList: boolean): unknown[] {
  const named = (component: string) => ({ $ref: `../parameters.yaml#/${component}` });
  return [
    ...asList(item.parameters ?? [], 'parameters'),
    named('CapsuleContract'),
    ...asList(operation.parameters ?? [], 'parameters'),
    ...(isList ? [named('Page'), named('PageSize')] : []),
  ];
}

function readBody(operation: JsonObject): SourceOperation['body'] {
  if (typeof operation['x-body'] === 'string') {
    return {
      type: operation['x-body'],
      lines: null,
      required: operation['x-body-required'] !== false,
      contentTypes: ['application/json'],
    };
  }
  if (typeof operation['x-body-lines'] === 'string') {
    return { type: null, lines: operation['x-body-lines'], required: false, contentTypes: ['application/x-ndjson'] };
  }
  return null;
}

function readData(operation: JsonObject): SourceOperation['data'] {
  if (typeof operation['x-list'] === 'string') return { type: operation['x-list'], list: true };
  if (typeof operation['x-data'] === 'string') return { type: operation['x-data'], list: false };
  return null;
}

/** Requirement ids by the operation they name, in catalogue order. */
function requirementsByOperation(source: ContractSource): Map<string, string[]> {
  const byOperation = new Map<string, string[]>();
  for (const requirement of requirementEntries(source)) {
    for (const operationId of asList(requirement.operations ?? [], 'operations of a requirement')) {
      const ids = byOperation.get(String(operationId)) ?? [];
      byOperation.set(String(operationId), [...ids, String(requirement.id)]);
    }
  }
  return byOperation;
}

interface Lookups {
  roles: JsonObject;
  tags: ReadonlyMap<string, string>;
  errors: ReadonlyMap<string, JsonObject>;
  requirements: ReadonlyMap<string, string[]>;
  parameters: JsonObject;
}

function readOperation(path: string, method: string, item: JsonObject, operation: JsonObject, lookups: Lookups) {
  const operationId = asText(operation.operationId, `operationId of ${method} ${path}`);
  const tag = asText(asList(operation.tags, `tags of ${operationId}`)[0], `tag of ${operationId}`);
  const api = lookups.tags.get(tag);
  if (!api) throw new Error(`${operationId}: tag ${tag} is not in openapi.yaml`);
  const matrixRole = asText(lookups.roles[operationId], `${operationId} in role-matrix.yaml`);
  const auth = matrixRole === 'none' || matrixRole === 'agent' ? matrixRole : 'operator';
  const role = auth === 'operator' ? matrixRole : null;
  const mutating = method !== 'get';
  const csrf = auth === 'operator' && mutating;
  const data = readData(operation);
  const body = readBody(operation);
  const refs = parameterRefs(item, operation, data?.list === true);
  const parameters = refs.map((ref) => readParameter(ref, lookups.parameters, operationId));
  const notFound = parameters.flatMap(({ component }) => {
    const code = asObject(lookups.parameters[component], component)['x-not-found'];
    return typeof code === 'string' ? [code] : [];
  });
  const judged = parameters.some(
    (parameter) => parameter.in !== 'path' && parameter.refusedBy === null && isJudged(parameter),
  );
  const text = (member: string) => asText(operation[member], `${member} of ${operationId}`);
  return {
    operationId,
    method: method.toUpperCase(),
    path,
    api,
    kind: readKind(operation, operationId),
    auth,
    role,
    csrf,
    mutating,
    body,
    data,
    response: data ? envelopeName(data) : null,
    line: typeof operation['x-line'] === 'string' ? operation['x-line'] : null,
    mediaTypes: asList(operation['x-media-types'] ?? ['application/json'], 'x-media-types').map(String),
    parameters,
    errors: operationErrors(
      {
        auth,
        role,
        csrf,
        hasBody: body !== null,
        hasJudgedParameters: judged,
        notFound,
        own: asList(operation['x-errors'] ?? [], `x-errors of ${operationId}`),
      },
      lookups.errors,
    ),
    itemErrors: asList(operation['x-item-errors'] ?? [], `x-item-errors of ${operationId}`).map(String),
    setsCookie: operation['x-sets-cookie'] === true,
    requirements: lookups.requirements.get(operationId) ?? [],
    tag,
    summary: text('summary'),
    summaryZh: text('x-summary-zh'),
    description: text('description'),
  } satisfies SourceOperation;
}

function readKind(operation: JsonObject, operationId: string): OperationKind {
  const kind = operation['x-kind'] ?? 'json';
  if (kind === 'json' || kind === 'sse' || kind === 'websocket' || kind === 'export') return kind;
  throw new Error(`${operationId}: x-kind ${String(kind)} is not known`);
}

/** An unknown cursor is answered by a reset, never refused, so its parameter is not judged. */
function isJudged(parameter: SourceParameter): boolean {
  return parameter.component !== 'LastEventId';
}

export function readOperations(source: ContractSource): SourceOperation[] {
  const tags = asList(source.openapi.root.tags, 'tags').map((tag) => asObject(tag, 'tag'));
  const lookups: Lookups = {
    roles: asObject(catalogue(source, 'role-matrix'), 'role-matrix'),
    tags: new Map(tags.map((tag) => [String(tag.name), String(tag['x-api'])])),
    errors: new Map(catalogueEntries(source, 'errors').map((entry) => [String(entry.code), entry])),
    requirements: requirementsByOperation(source),
    parameters: source.openapi.parameters,
  };
  const operations: SourceOperation[] = [];
  for (const [path, item] of Object.entries(source.openapi.paths)) {
    const pathItem = asObject(item, path);
    for (const method of methods) {
      const operation = pathItem[method];
      if (isObject(operation)) operations.push(readOperation(path, method, pathItem, operation, lookups));
    }
  }
  return operations;
}
