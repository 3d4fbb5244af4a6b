/** `node fuzz.ts INPUTS SEED`: damaged inputs for every parser of Opstage, and what became of them as one line of JSON. */
import { fuzzParsers } from './fuzz-parsers.ts';

const [, , inputs = '100000', seed = '1'] = process.argv;
const figures = fuzzParsers(Number(inputs), Number(seed));
process.stdout.write(`${JSON.stringify(figures)}\n`);
process.exitCode = figures.faults.length === 0 ? 0 : 1;
