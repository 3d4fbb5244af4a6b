/**
 * Compiles every type and every query into one self-contained ESM file: Ajv's standalone code with its few runtime
 * functions bundled in. Nothing of Ajv is needed to run it, and it runs in a browser too.
 */

import type { KeywordCxt } from 'ajv/dist/2020.js';
import { _, Ajv2020 } from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';
import formats from 'ajv-formats';
import { build } from 'esbuild';
import { contractOf } from './contract.ts';
import type { ContractSource } from './contract-source.ts';
import { isObject } from './contract-source.ts';
import { isDateTime } from './date-time-format.ts';
import type { GeneratedFiles } from './generated-files.ts';
import { header, runGenerator, specRoot } from './generated-files.ts';
import type { SourceOperation } from './operation-table.ts';
import type { SchemaSet } from './schema-set.ts';
import { treeFits } from './tree-fits.ts';
import {
  queryRules,
  querySchema,
  receivingDefinitions,
  typesWithIsolatedItems,
  wholeDefinitions,
} from './validator-schemas.ts';

const script = 'generate-validators.ts';

/** An Ajv that understands the contract's schemas; the tests compare the compiled validators with it. */
export function contractAjv(): Ajv2020 {
  const ajv = new Ajv2020({
    allErrors: true,
    strict: true,
    allowUnionTypes: true,
    // Required members may be declared in another branch of allOf.
    strictRequired: false,
    strictTypes: false,
    // References stay calls, which keeps the compiled file small.
    inlineRefs: false,
    code: {
      source: true,
      esm: true,
      lines: true,
      formats: _`require("./scripts/date-time-format.ts").compiledFormats`,
    },
  });
  formats.default(ajv, ['uri-reference']);
  ajv.addFormat('date-time', isDateTime);
  for (const annotation of ['int32', 'int64', 'double', 'password']) ajv.addFormat(annotation, true);
  ajv.addKeyword({
    keyword: 'x-tree',
    type: 'object',
    schemaType: 'object',
    error: { message: 'must keep within the number of nodes and levels of its tree' },
    code(context: KeywordCxt) {
      const { member, nodesMax, depthMax } = context.schema;
      const code = _`require("./scripts/tree-fits.ts").treeFits`;
      const fits = context.gen.scopeValue('func', { ref: treeFits, code });
      context.fail(_`!${fits}(${context.data}, ${member}, ${nodesMax}, ${depthMax})`);
    },
  });
  return ajv;
}

/** Every member name the contract declares. A pointer shows only these: any other is text of the client. */
function declaredNames(schemas: SchemaSet, operations: readonly SourceOperation[]): string[] {
  const parameters = operations.flatMap((operation) => operation.parameters.map(({ name }) => name));
  const names = new Set(parameters);
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    if (!isObject(value)) return;
    if (isObject(value.properties)) for (const name of Object.keys(value.properties)) names.add(name);
    Object.values(value).forEach(visit);
  };
  visit([...schemas.values()]);
  return [...names].sort();
}

interface Compiled {
  code: string;
  entry: string;
}

function compile(source: ContractSource): Compiled {
  const { operations, schemas } = contractOf(source);
  const ajv = contractAjv();
  ajv.addSchema({ $id: 'receiving', $defs: receivingDefinitions(schemas) });
  ajv.addSchema({ $id: 'whole', $defs: wholeDefinitions(schemas) });
  const isolated = typesWithIsolatedItems(schemas);
  const withQuery = operations.filter(({ parameters }) => parameters.some((parameter) => parameter.in === 'query'));
  const exported: { [name: string]: string } = {};
  for (const name of schemas.keys()) exported[`type_${name}`] = `receiving#/$defs/${name}`;
  for (const name of isolated) exported[`whole_${name}`] = `whole#/$defs/${name}`;
  for (const operation of withQuery) {
    ajv.addSchema({ $id: `query_${operation.operationId}`, ...querySchema(operation, 'receiving') });
    exported[`query_${operation.operationId}`] = `query_${operation.operationId}`;
  }
  const table = (prefix: string, names: readonly string[]) =>
    `{${names.map((name) => `${name}: compiled.${prefix}_${name}`).join(', ')}}`;
  const ids = withQuery.map(({ operationId }) => operationId);
  const rules = Object.fromEntries(
    withQuery.map((operation) => [operation.operationId, queryRules(operation, schemas)]),
  );
  return {
    code: standalone.default(ajv, exported),
    entry: [
      "import * as compiled from 'compiled';",
      `export const typeValidators = ${table('type', [...schemas.keys()])};`,
      `export const wholeValidators = ${table('whole', isolated)};`,
      `export const queryValidators = ${table('query', ids)};`,
      `export const queryRules = ${JSON.stringify(rules)};`,
      `export const declaredNames = new Set(${JSON.stringify(declaredNames(schemas, operations))});`,
    ].join('\n'),
  };
}

async function bundle({ code, entry }: Compiled): Promise<string> {
  const result = await build({
    // The bundle names its parts by their paths from here; where the generator is started must not show.
    absWorkingDir: specRoot,
    stdin: { contents: entry, resolveDir: specRoot, loader: 'js' },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    target: 'es2022',
    minifyWhitespace: false,
    minifySyntax: true,
    legalComments: 'none',
    logLevel: 'warning',
    plugins: [
      {
        name: 'compiled',
        setup(plugin) {
          plugin.onResolve({ filter: /^compiled$/ }, () => ({ path: 'compiled', namespace: 'compiled' }));
          plugin.onLoad({ filter: /.*/, namespace: 'compiled' }, () => ({ contents: code, resolveDir: specRoot }));
        },
      },
    ],
  });
  const output = result.outputFiles[0];
  if (!output) throw new Error('esbuild gave no output');
  // Paths of bundled modules stand in comments; they depend on the machine and say nothing here.
  return output.text.replace(/^\/\/ .*\n/gm, '');
}

const declarations = `
/** One thing wrong, as the compiled validators say it. */
export interface CompiledIssue {
  instancePath: string;
  keyword: string;
  message?: string;
  params: { [name: string]: unknown };
}

export interface CompiledValidator {
  (value: unknown): boolean;
  errors?: CompiledIssue[] | null;
}

export interface QueryRule {
  type: 'integer' | 'string';
  default?: unknown;
}

export declare const typeValidators: { readonly [type: string]: CompiledValidator };
export declare const wholeValidators: { readonly [type: string]: CompiledValidator };
export declare const queryValidators: { readonly [operationId: string]: CompiledValidator };
export declare const queryRules: { readonly [operationId: string]: { readonly [name: string]: QueryRule } };
export declare const declaredNames: ReadonlySet<string>;
`;

export async function generateValidators(source: ContractSource): Promise<GeneratedFiles> {
  return new Map([
    ['compiled-validators.js', `// ${header(script)}\n${await bundle(compile(source))}`],
    ['compiled-validators.d.ts', `// ${header(script)}\n${declarations.trimStart()}`],
  ]);
}

if (import.meta.main) await runGenerator(generateValidators);
