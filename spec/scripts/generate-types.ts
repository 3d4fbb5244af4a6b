/**
 * Writes the TypeScript types: `openapi-types.ts` is openapi-typescript's reading of the whole type set, and `types.ts`
 * names what a reader uses: one alias per type, the closed sets of names, and what goes in and out of each operation.
 */
import openapiTS, { astToString } from 'openapi-typescript';
import { contractOf } from './contract.ts';
import type { ContractSource } from './contract-source.ts';
import { asObject, catalogueEntries } from './contract-source.ts';
import type { GeneratedFiles } from './generated-files.ts';
import { header, runGenerator } from './generated-files.ts';
import { buildOpenapi } from './openapi-document.ts';
import type { SourceOperation } from './operation-table.ts';
import { catalogueNames } from './schema-set.ts';
import { readSessionMessages } from './session-messages.ts';

const script = 'generate-types.ts';

function union(name: string, description: string, members: readonly string[]): string {
  const lines = members.map((member) => `  | ${JSON.stringify(member)}`);
  return `/** ${description} */\nexport type ${name} =\n${lines.join('\n')};\n`;
}

function operationInterface(
  name: string,
  description: string,
  operations: readonly SourceOperation[],
  typeOf: (operation: SourceOperation) => string,
): string {
  const members = operations.map((operation) => `  ${operation.operationId}: ${typeOf(operation)};`);
  return `/** ${description} */\nexport interface ${name} {\n${members.join('\n')}\n}\n`;
}

function dataType({ data }: SourceOperation): string {
  if (!data) return 'never';
  return data.list ? `${data.type}[]` : data.type;
}

function queryType({ operationId, parameters }: SourceOperation): string {
  const hasQuery = parameters.some((parameter) => parameter.in === 'query');
  return hasQuery ? `NonNullable<operations['${operationId}']['parameters']['query']>` : 'Record<never, never>';
}

function bodyType({ body }: SourceOperation): string {
  return body?.type ?? 'never';
}

function namesModule(source: ContractSource): string {
  const { operations, schemas } = contractOf(source);
  const names = [...schemas.keys()];
  const errors = catalogueEntries(source, 'errors');
  const httpCodes = errors.filter((entry) => typeof entry.status === 'number').map((entry) => String(entry.code));
  const ids = catalogueEntries(source, 'requirements').map((entry) => String(entry.id));
  const alias = (name: string) => {
    const description = String(asObject(schemas.get(name), name).description ?? name).replaceAll('*/', '* /');
    return `/** ${description.replaceAll('\n', ' ')} */\nexport type ${name} = components['schemas']['${name}'];\n`;
  };
  return [
    `// ${header(script)}`,
    "import type { components, operations } from './openapi-types.ts';\n",
    ...names.map(alias),
    `/** Every type of the contract by its name. */\nexport interface ContractTypes {\n${names.map((name) => `  ${name}: ${name};`).join('\n')}\n}\n`,
    '/** Name of a type of the contract. */\nexport type TypeName = keyof ContractTypes;\n',
    union(
      'OperationId',
      'Id of an operation of the HTTP API.',
      operations.map(({ operationId }) => operationId),
    ),
    operationInterface('OperationBody', 'The request body of each operation.', operations, bodyType),
    operationInterface(
      'OperationData',
      'The `data` of a success of each operation; `never` where it has none.',
      operations,
      dataType,
    ),
    operationInterface('OperationQuery', 'The query of each operation, coerced.', operations, queryType),
    union('HttpErrorCode', 'Error codes that can be an HTTP answer.', httpCodes),
    union('RequirementId', 'Id of a requirement; never renumbered, never reused.', ids),
    union('LimitName', 'Name of an advertised limit or duration.', catalogueNames(source, 'limits')),
    union(
      'OutcomeCodeName',
      'Outcome codes the contract itself gives a meaning.',
      catalogueNames(source, 'outcome-codes'),
    ),
    union('ProfileName', 'What a claim of conformance can name.', catalogueNames(source, 'profiles')),
    union(
      'MessageType',
      '`type` of a session frame.',
      readSessionMessages(source).map(({ type }) => type),
    ),
  ].join('\n');
}

export async function generateTypes(source: ContractSource): Promise<GeneratedFiles> {
  const document = JSON.stringify(buildOpenapi(source, true));
  const nodes = await openapiTS(document, { alphabetize: false, silent: true });
  return new Map([
    ['openapi-types.ts', `// ${header(script)}\n${astToString(nodes)}`],
    ['types.ts', namesModule(source)],
  ]);
}

if (import.meta.main) await runGenerator(generateTypes);
