/** Writes the table of operations, by which servers route, clients call and the kit finds what to check. */
import { contractOf } from './contract.ts';
import type { ContractSource } from './contract-source.ts';
import type { GeneratedFiles } from './generated-files.ts';
import { runGenerator } from './generated-files.ts';
import type { SourceOperation, SourceParameter } from './operation-table.ts';
import { rewriteRefs } from './rewrite-refs.ts';
import { constantsModule } from './typescript-module.ts';

function parametersIn(operation: SourceOperation, place: SourceParameter['in']): object[] {
  return operation.parameters
    .filter((parameter) => parameter.in === place)
    .map(({ name, required, schema, refusedBy }) => ({
      name,
      required,
      schema: rewriteRefs(schema, '#/$defs/'),
      refusedBy,
    }));
}

function tableEntry(operation: SourceOperation): object {
  const {
    parameters: _parameters,
    tag: _tag,
    summary,
    summaryZh,
    description: _description,
    setsCookie: _sets,
    ...facts
  } = operation;
  return {
    ...facts,
    pathParams: parametersIn(operation, 'path'),
    query: parametersIn(operation, 'query'),
    headers: parametersIn(operation, 'header'),
    summary: { en: summary, 'zh-CN': summaryZh },
  };
}

export function operationEntries(source: ContractSource): { [operationId: string]: object } {
  const { operations } = contractOf(source);
  return Object.fromEntries(operations.map((operation) => [operation.operationId, tableEntry(operation)]));
}

export function generateOperations(source: ContractSource): GeneratedFiles {
  const content = constantsModule(
    'generate-operations.ts',
    '../types.ts',
    ['Operation', 'OperationId'],
    [
      {
        name: 'operations',
        type: 'Readonly<Record<OperationId, Operation>>',
        description: 'Every operation of the HTTP API, by id.',
        value: operationEntries(source),
      },
    ],
  );
  return new Map([['operations.ts', content]]);
}

if (import.meta.main) await runGenerator(generateOperations);
