/**
 * Keeps two processes from sharing a state folder: both would run the same commands.
 *
 * A lock file names its process. It is taken over when that process is gone, so a SIGKILL needs no clean-up by hand. A
 * process is known by pid and start time where the system tells it (Linux), since containers reuse the same few pids.
 */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AgentError } from '../agent-error.ts';

interface Holder {
  pid: number;
  /** Kernel's start time of the process and boot of the machine; null where unknown. */
  started: string | null;
  /** Tells two locks of one process apart. */
  nonce: string;
}

const heldHere = new Set<string>();

export class StateLock {
  readonly #path: string;
  readonly #nonce: string;

  private constructor(path: string, nonce: string) {
    this.#path = path;
    this.#nonce = nonce;
  }

  static async acquire(folder: string): Promise<StateLock> {
    const path = join(folder, 'lock');
    const nonce = randomUUID();
    const own: Holder = { pid: process.pid, started: startOf(process.pid), nonce };
    // A few rounds: a stale lock is moved away, and another process may be doing the same.
    for (let round = 0; round < 5; round += 1) {
      if (await create(path, own)) {
        heldHere.add(nonce);
        return new StateLock(path, nonce);
      }
      const holder = await read(path);
      if (holder && isAlive(holder)) {
        throw new AgentError('STATE_FOLDER_IN_USE', `${folder} is used by process ${holder.pid}`);
      }
      await moveAway(path, holder);
    }
    throw new AgentError('STATE_FOLDER_IN_USE', `${folder} is being taken by another process`);
  }

  async release(): Promise<void> {
    heldHere.delete(this.#nonce);
    const holder = await read(this.#path);
    if (holder?.nonce === this.#nonce) await rm(this.#path, { force: true });
  }
}

/** By linking a file that is already complete: nobody ever reads half a lock. */
async function create(path: string, own: Holder): Promise<boolean> {
  const complete = `${path}.${own.nonce}`;
  try {
    await writeFile(complete, JSON.stringify(own), { mode: 0o600, flag: 'w' });
    await link(complete, path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw new AgentError('STATE_FOLDER_UNUSABLE', `${path} cannot be written`, error);
  } finally {
    await rm(complete, { force: true });
  }
}

/** Null when there is no lock, or one that is none of ours. */
async function read(path: string): Promise<Holder | null> {
  try {
    const holder = JSON.parse(await readFile(path, 'utf8')) as Partial<Holder>;
    if (typeof holder.pid !== 'number' || typeof holder.nonce !== 'string') return null;
    return { pid: holder.pid, started: holder.started ?? null, nonce: holder.nonce };
  } catch {
    return null;
  }
}

/** Renaming decides between two that find the same stale lock: a fresh one moved by mistake is put back. */
async function moveAway(path: string, stale: Holder | null): Promise<void> {
  const aside = `${path}.${randomUUID()}`;
  try {
    await rename(path, aside);
  } catch {
    return;
  }
  const moved = await read(aside);
  if (moved && moved.nonce !== stale?.nonce) await create(path, moved);
  await rm(aside, { force: true });
}

function isAlive(holder: Holder): boolean {
  if (holder.pid === process.pid && holder.started === startOf(process.pid)) return heldHere.has(holder.nonce);
  if (holder.started !== null) return startOf(holder.pid) === holder.started;
  try {
    process.kill(holder.pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, and belongs to someone else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** When a living process started, as the kernel says it; null when it is gone, a zombie, or the system does not tell. */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const bootId = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    // The name, in parentheses, may hold anything: fields are counted from behind it. State is the 1st, start the 20th.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? null : `${bootId}/${fields[19]}`;
  } catch {
    return null;
  }
}
