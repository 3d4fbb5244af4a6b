/** `node torture.ts sqlite|postgres KILLS SEED`: kills, looks, and says what it found as one line of JSON. */
import { type CrashPlace, crashAt } from './crash-places.ts';

const [, , place = 'sqlite', kills = '50', seed = '1'] = process.argv;
const figures = await crashAt(place as CrashPlace, Number(kills), Number(seed));
process.stdout.write(`${JSON.stringify(figures)}\n`);
process.exitCode = figures.faults.length === 0 ? 0 : 1;
