/** A PostgreSQL server for the length of a script: the one Opstage's own tests use, started as a process. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface PostgresServer {
  /** Without a database. */
  url: string;
  /** Makes a database; the folder its files lie in. */
  create(name: string): Promise<string>;
  /** Ends it and removes its files. */
  stop(): Promise<void>;
}

/** The database that stands for a data folder, as `opstage-pair.ts` names it. */
export function databaseNameOf(folder: string): string {
  return `opstage_${createHash('sha256').update(resolve(folder)).digest('hex').slice(0, 16)}`;
}

const program = fileURLToPath(new URL('../reference-opstage/test/serve-postgres.ts', import.meta.url));

export async function startPostgresServer(folder: string): Promise<PostgresServer> {
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
  return {
    url,
    async create(name) {
      child.stdin.write(`${name}\n`);
      return (await next()).replace(`made ${name} `, '');
    },
    async stop() {
      child.stdin.end();
      await ended;
    },
  };
}
