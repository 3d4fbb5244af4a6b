/**
 * Takes one expectation out of the checks at a time and asks whether anybody notices: `npm run mutate -w capsule-conformance`.
 * A line is noticed when a broken twin or a lie that it caught is no longer caught without it; the rest are survivors: lines
 * that could be lost without a self-test turning red. `--write` keeps the lies that were found, for `lies.test.ts`.
 */
import { parseArgs } from 'node:util';
import { makeChecksSwitchable } from './switchboard.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    sample: { type: 'string' },
    only: { type: 'string' },
    seed: { type: 'string', default: 'mutate' },
    width: { type: 'string', default: '24' },
    write: { type: 'boolean', default: false },
    report: { type: 'string' },
  },
});
const [role = 'opstage'] = positionals;
if (role !== 'opstage' && role !== 'agent') {
  process.stderr.write('mutate judges opstage or agent.\n');
  process.exit(2);
}
// What a check leaves behind ends with the check.
process.on('unhandledRejection', () => {});
makeChecksSwitchable(role);
const { mutateChecks } = await import('./mutate-checks.ts');
const sample = values.sample === undefined ? null : Number(values.sample);
const { only = null, seed, write, report = null } = values;
const survivors = await mutateChecks({ role, sample, only, seed, width: Number(values.width), write, report });
process.exit(survivors === 0 ? 0 : 1);
