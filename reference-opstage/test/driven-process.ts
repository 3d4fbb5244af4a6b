/**
 * Loaded into an Opstage process before its own program (`node --import`): does to it from within what cannot be done
 * from without by everybody. Lines of its standard input say what: `clock MS` moves the clock on the wall so far from the
 * true one, `read-only on` or `off` has SQLite refuse all writes, `heap` answers `heap BYTES` once what is not used any
 * more is collected.
 */
import { createInterface } from 'node:readline';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import Database from 'better-sqlite3';

// A flag on the command line would be refused in NODE_OPTIONS.
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** The only way in which Opstage asks for the time. */
const trueNow = Date.now;
let shiftMs = 0;
Date.now = () => trueNow() + shiftMs;

const databases = new Set<Database.Database>();
const { pragma } = Database.prototype;
Database.prototype.pragma = function noted(this: Database.Database, ...args: Parameters<typeof pragma>) {
  databases.add(this);
  return pragma.apply(this, args);
};

createInterface({ input: process.stdin }).on('line', (line) => {
  const [what, value] = line.split(' ');
  if (what === 'clock') shiftMs = Number(value);
  if (what === 'read-only') for (const database of databases) pragma.call(database, `query_only = ${value}`);
  if (what === 'heap') {
    collect();
    process.stdout.write(`heap ${process.memoryUsage().heapUsed}\n`);
  }
});
// Nothing that is asked here keeps the process from ending.
(process.stdin as unknown as { unref(): void }).unref();
