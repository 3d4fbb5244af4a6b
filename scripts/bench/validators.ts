/** The compiled validators the contract ships, against an Ajv that compiles the same schemas when it starts. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { operations } from 'capsule-contract';
import schemas from 'capsule-contract/schemas.json' with { type: 'json' };
import type { TypeName } from 'capsule-contract/types';
import { validate } from 'capsule-contract/validators';
import type { Bench, Figure } from './bench.ts';
import { startProgram } from './child-process.ts';

const examples = join(dirname(fileURLToPath(import.meta.resolve('capsule-contract/package.json'))), 'examples');

export const validators: Bench = {
  name: 'validators',
  about:
    "the contract's compiled validators against ajv.compile: validations a second of each body type, and the start",
  async run({ full, progress }) {
    const rounds = full ? 15 : 5;
    const durationMs = full ? 300 : 60;
    const types = [...new Set(Object.values(operations).flatMap(({ body }) => (body?.type ? [body.type] : [])))].sort();
    const compiled = compileAll(types);
    const figures: Figure[] = [];
    for (const type of types) {
      progress(type);
      const values = examplesOf(type);
      const byAjv = compiled.get(type);
      if (byAjv === undefined) throw new Error(`${type} was not compiled`);
      const own: number[] = [];
      const baseline: number[] = [];
      for (let round = 0; round < rounds; round += 1) {
        baseline.push(perSecond(durationMs, values, byAjv));
        own.push(perSecond(durationMs, values, (value) => validate(type, value).ok));
      }
      figures.push({ name: type, unit: '/s', samples: own, baseline: { name: 'ajv.compile', samples: baseline } });
    }
    progress('starting');
    const standalone = await startTimes(
      rounds,
      `import { validate } from 'capsule-contract/validators'; validate('LoginRequest', {});`,
    );
    const atStart = await startTimes(rounds, compileProgram(types));
    figures.push({
      name: 'process start to first verdict',
      unit: 'ms',
      samples: standalone,
      baseline: { name: 'ajv.compile', samples: atStart },
    });
    const notes = [
      'both judge the valid examples of the type, formats and trees included',
      'ServiceReportRequest: the services in it are judged one by one by who receives them, which is not in its figure',
    ];
    return { figures, plots: [], notes };
  },
};

function examplesOf(type: TypeName): unknown[] {
  const folder = join(examples, type, 'valid');
  return readdirSync(folder).map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')));
}

type Judge = (value: unknown) => boolean;

/** Ajv with what the contract's schemas need: formats, and its one keyword that is a rule. */
function compileAll(types: readonly TypeName[]): Map<string, Judge> {
  const ajv = new Ajv2020({ allErrors: true, strict: false, allowUnionTypes: true });
  formats.default(ajv);
  for (const annotation of ['int32', 'int64', 'double', 'password']) ajv.addFormat(annotation, true);
  ajv.addKeyword({
    keyword: 'x-tree',
    validate: ({ member, nodesMax, depthMax }: TreeRule, tree: object) =>
      countNodes(tree, member, depthMax) <= nodesMax,
  });
  ajv.addSchema({ $id: 'contract', $defs: schemas.$defs });
  return new Map(types.map((type) => [type, ajv.compile({ $ref: `contract#/$defs/${type}` }) as Judge]));
}

interface TreeRule {
  member: string;
  nodesMax: number;
  depthMax: number;
}

/** More than any limit where the tree is too deep. */
function countNodes(node: object, member: string, levels: number): number {
  if (levels === 0) return Number.POSITIVE_INFINITY;
  const children: unknown = Reflect.get(node, member);
  if (!Array.isArray(children)) return 1;
  return children.reduce((sum: number, child) => sum + countNodes(Object(child), member, levels - 1), 1);
}

function compileProgram(types: readonly TypeName[]): string {
  return `import ajv from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import schemas from 'capsule-contract/schemas.json' with { type: 'json' };
const compiler = new ajv.Ajv2020({ allErrors: true, strict: false, allowUnionTypes: true, logger: false });
formats.default(compiler);
compiler.addSchema({ $id: 'contract', $defs: schemas.$defs });
for (const type of ${JSON.stringify(types)}) compiler.compile({ $ref: 'contract#/$defs/' + type });`;
}

function perSecond(durationMs: number, values: readonly unknown[], judge: Judge): number {
  const began = performance.now();
  let count = 0;
  while (performance.now() - began < durationMs) {
    for (const value of values) {
      if (!judge(value)) throw new Error('a valid example was found invalid');
      count += 1;
    }
  }
  return (count * 1000) / (performance.now() - began);
}

async function startTimes(rounds: number, program: string): Promise<number[]> {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  const samples: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const began = performance.now();
    const started = startProgram(['--input-type=module', '--eval', program], {}, root);
    if ((await started.exited) !== 0) throw new Error(started.output());
    samples.push(performance.now() - began);
  }
  return samples;
}
