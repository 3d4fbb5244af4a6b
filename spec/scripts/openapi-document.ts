/** Joins root, operations and types into one complete OpenAPI 3.1 document. */
import { contractOf } from './contract.ts';
import type { ContractSource, JsonObject } from './contract-source.ts';
import { asObject, catalogueEntries, isObject } from './contract-source.ts';
import type { ResponseContext } from './openapi-responses.ts';
import { errorExamples, operationResponses } from './openapi-responses.ts';
import type { SourceOperation } from './operation-table.ts';
import { rewriteRefs, typesReachable } from './rewrite-refs.ts';
import type { SchemaSet } from './schema-set.ts';

const typePlace = '#/components/schemas/';

function security(operation: SourceOperation): JsonObject[] {
  if (operation.auth === 'agent') return [{ agentToken: [] }];
  if (operation.auth === 'operator') {
    return [operation.csrf ? { operatorSession: [], csrfToken: [] } : { operatorSession: [] }];
  }
  return [];
}

function requestBody(operation: SourceOperation, context: ResponseContext): JsonObject {
  const { body } = operation;
  if (!body) return {};
  const required = body.required;
  if (body.type === null) {
    const schema = { type: 'string', description: `Lines of ${body.lines}.` };
    const description = `JSON lines, one ${body.lines} a line. Absent: Opstage's own log.`;
    return {
      requestBody: { description, required, content: { 'application/x-ndjson': { schema } }, 'x-line': body.lines },
    };
  }
  const examples = (context.examples.get(body.type) ?? [])
    .slice(0, 3)
    .map(({ name, value }) => [name, { summary: name.replaceAll('-', ' '), value }]);
  const media = {
    schema: { $ref: `${typePlace}${body.type}` },
    ...(examples.length > 0 ? { examples: Object.fromEntries(examples) } : {}),
  };
  const description = required ? `A ${body.type}.` : `A ${body.type}; absent counts as \`{}\`.`;
  return { requestBody: { description, required, content: { 'application/json': media } } };
}

function expandOperation(operation: SourceOperation, context: ResponseContext): JsonObject {
  return {
    operationId: operation.operationId,
    tags: [operation.tag],
    summary: operation.summary,
    'x-summary-zh': operation.summaryZh,
    description: operation.description,
    'x-role': operation.role ?? operation.auth,
    'x-requirements': operation.requirements,
    ...(operation.itemErrors.length > 0 ? { 'x-item-errors': operation.itemErrors } : {}),
    security: security(operation),
    parameters: operation.parameters.map(({ component }) => ({ $ref: `#/components/parameters/${component}` })),
    ...requestBody(operation, context),
    responses: operationResponses(operation, context),
  };
}

function expandPaths(operations: readonly SourceOperation[], context: ResponseContext): JsonObject {
  const paths: { [path: string]: JsonObject } = {};
  for (const operation of operations) {
    const item = paths[operation.path] ?? {};
    item[operation.method.toLowerCase()] = expandOperation(operation, context);
    paths[operation.path] = item;
  }
  return paths;
}

/**
 * A parameter of an integer type carries the type's bounds itself: some generators name a missing class after a referred
 * integer. Everything else stays a reference.
 */
function inlineInteger(parameter: unknown, schemas: SchemaSet): unknown {
  if (!isObject(parameter) || !isObject(parameter.schema)) return parameter;
  const { $ref, ...siblings } = parameter.schema;
  const type = typeof $ref === 'string' ? schemas.get($ref.slice(typePlace.length)) : undefined;
  if (type?.type !== 'integer') return parameter;
  const { title: _title, description: _description, ...keywords } = type;
  const bounds = Object.entries(keywords).filter(([keyword]) => !keyword.startsWith('x-'));
  return { ...parameter, schema: { ...Object.fromEntries(bounds), ...siblings } };
}

/** The types under `components/schemas`, with references as this document needs them. */
export function componentSchemas(schemas: SchemaSet, names: readonly string[]): JsonObject {
  return Object.fromEntries(names.map((name) => [name, rewriteRefs(schemas.get(name), typePlace)]));
}

/** The document; `allTypes` also includes the types only the session uses, for the TypeScript types. */
export function buildOpenapi(source: ContractSource, allTypes = false): JsonObject {
  const { operations, schemas } = contractOf(source);
  const errors = new Map(catalogueEntries(source, 'errors').map((entry) => [String(entry.code), entry]));
  const root = asObject(rewriteRefs(source.openapi.root, typePlace), 'openapi.yaml');
  const parameters = asObject(rewriteRefs(source.openapi.parameters, typePlace), 'parameters.yaml');
  const context = { examples: source.examples, errors };
  const paths = expandPaths(operations, context);
  const codes = [...new Set(operations.flatMap((operation) => operation.errors.map(({ code }) => code)))].sort();
  const components = {
    ...asObject(root.components, 'components'),
    parameters: Object.fromEntries(
      Object.entries(parameters).map(([name, parameter]) => [name, inlineInteger(parameter, schemas)]),
    ),
    examples: errorExamples(codes, context),
  };
  const names = allTypes ? [...schemas.keys()] : typesReachable([paths, components], schemas, typePlace);
  return { ...root, paths, components: { ...components, schemas: componentSchemas(schemas, names) } };
}
