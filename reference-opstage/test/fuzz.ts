/** `npm run fuzz -- --inputs 1000000 --seed 1`: damaged inputs for every parser, and what became of them. */
import { parseArgs } from 'node:util';
import { fuzzParsers } from './fuzz-parsers.ts';

const { values } = parseArgs({
  options: { inputs: { type: 'string', default: '100000' }, seed: { type: 'string', default: '1' } },
});
const began = performance.now();
const { faults, ...figures } = fuzzParsers(Number(values.inputs), Number(values.seed));
const seconds = Math.round((performance.now() - began) / 1000);
process.stdout.write(`${JSON.stringify({ ...figures, faults: faults.length, seconds, seed: values.seed })}\n`);
for (const fault of faults.slice(0, 20)) process.stdout.write(`${fault}\n`);
process.exitCode = faults.length === 0 ? 0 : 1;
