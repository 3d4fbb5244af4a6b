/** Prints what of the contract the checks of an Opstage reach: `npm run coverage -w capsule-conformance`. */
import { coveredRun } from './covered-run.ts';
import { reachedBy, unprovoked } from './reached.ts';

// What a check leaves behind ends with the check.
process.on('unhandledRejection', () => {});
const { report, ran } = await coveredRun('standard');
const rows = reachedBy(ran);
for (const { what, all, missing } of rows) {
  process.stdout.write(`${what.padEnd(12)} ${all - missing.length} of ${all}\n`);
  for (const name of missing) process.stdout.write(`  not reached: ${name}\n`);
}
const { length } = report.requirements.flatMap(({ checks }) => checks);
process.stdout.write(`${length} checks, ${ran.transcript.length} messages; left out: ${unprovoked.join(', ')}\n`);
process.exit(rows.every(({ missing }) => missing.length === 0) ? 0 : 1);
