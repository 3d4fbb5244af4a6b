/** A PostgreSQL server for one test file; it ends with the file, whatever becomes of it. */
import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface PostgresServer {
  /** Makes an empty database; its URL. */
  newDatabase(): Promise<string>;
  /** Ends the server, in order or in the middle of everything, and starts it again on the same port. */
  restart(how: 'fast' | 'immediate'): Promise<void>;
  /** Whether all transactions that begin from now on are refused their writes. */
  readOnly(yes: boolean): Promise<void>;
  stop(): Promise<void>;
}

const program = fileURLToPath(new URL('./serve-postgres.ts', import.meta.url));

export async function startPostgres(): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), 'opstage-postgres-'));
  const child = spawn(process.execPath, [program, folder], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const waiting: ((line: string) => void)[] = [];
  const next = () =>
    new Promise<string>((resolve, reject) => {
      waiting.push(resolve);
      void ended.then(() => reject(new Error('the PostgreSQL server ended')));
    });
  const first = next();
  createInterface({ input: child.stdout }).on('line', (line) => waiting.shift()?.(line));
  const url = (await first).replace(/^ready /, '');
  let made = 0;
  const told = async (line: string) => {
    const answered = next();
    child.stdin.write(`${line}\n`);
    await answered;
  };
  return {
    async newDatabase() {
      made += 1;
      const name = `opstage_test_${made}`;
      await told(name);
      return `${url}/${name}`;
    },
    restart: (how) => told(`!restart ${how}`),
    readOnly: (yes) => told(`!read-only ${yes ? 'on' : 'off'}`),
    async stop() {
      child.stdin.end();
      await ended;
    },
  };
}
