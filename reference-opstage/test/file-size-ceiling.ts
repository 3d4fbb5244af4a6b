/**
 * Keeps a running process from making files larger, as a full disk does: its writes fail, its reads do not. A limit of the
 * process (`prlimit`, Linux) and no small file system, because mounting one takes rights that hardly a machine gives.
 */
import { execFile } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface FileSizeCeiling {
  /** The largest file of the folder may grow by so many bytes, no other beyond it. */
  set(folder: string, bytes: number): Promise<void>;
  lift(): Promise<void>;
}

export function fileSizeCeiling(pid: number): FileSizeCeiling {
  const limit = async (soft: number | 'unlimited') => {
    await run('prlimit', ['--pid', String(pid), `--fsize=${soft}:unlimited`]);
  };
  return {
    async set(folder, bytes) {
      const sizes = readdirSync(folder).map((name) => statSync(join(folder, name)).size);
      await limit(Math.max(...sizes) + bytes);
    },
    lift: () => limit('unlimited'),
  };
}
