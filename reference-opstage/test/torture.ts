/**
 * `node torture.ts PLACE STRIKES SEED [MINUTES]`: strikes, looks, and says what it found as one line of JSON. `mixed` cuts
 * event streams for so many minutes and tells how the memory of Opstage grew meanwhile.
 */
import { agentCrash } from './agent-crash.ts';
import { crashAt, isCrashPlace, placeNames } from './crash-places.ts';

const [, , place = '', strikes = '50', seed = '1', minutes = '10'] = process.argv;
const figures = await torture();
process.stdout.write(`${JSON.stringify(figures)}\n`);
process.exitCode = figures.faults.length === 0 ? 0 : 1;

async function torture(): Promise<{ faults: string[] }> {
  if (place === 'agent' || place === 'both') return agentCrash(place, Number(strikes), Number(seed));
  if (place === 'mixed') return crashAt('streams', { forMs: Number(minutes) * 60_000 }, Number(seed));
  if (isCrashPlace(place)) return crashAt(place, { strikes: Number(strikes) }, Number(seed));
  throw new Error(`${place} is none of ${[...placeNames, 'agent', 'both', 'mixed'].join(', ')}`);
}
