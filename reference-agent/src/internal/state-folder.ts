/**
 * Everything an agent remembers across restarts: who it is, a registration under way, intervals told, the fingerprint key,
 * the command journal. One process at a time, owner-only.
 */
import { randomBytes } from 'node:crypto';
import { chmod, mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { AgentError } from '../agent-error.ts';
import type { JsonRecord } from './answer.ts';
import { readStateFile, writeStateFile } from './state-file.ts';
import { StateLock } from './state-lock.ts';

export type StateFileName = 'identity' | 'registration' | 'intervals' | 'fingerprint-key';

export class StateFolder {
  readonly path: string;
  /** Random, made once, never leaves the folder. */
  readonly fingerprintKey: Buffer;
  readonly #lock: StateLock;
  #writing: Promise<void> = Promise.resolve();

  private constructor(path: string, lock: StateLock, fingerprintKey: Buffer) {
    this.path = path;
    this.#lock = lock;
    this.fingerprintKey = fingerprintKey;
  }

  static async open(folder: string): Promise<StateFolder> {
    const path = resolve(folder);
    try {
      await mkdir(path, { recursive: true, mode: 0o700 });
      await chmod(path, 0o700);
    } catch (error) {
      throw new AgentError('STATE_FOLDER_UNUSABLE', `${path} cannot be made or is not ours`, error);
    }
    const lock = await StateLock.acquire(path);
    try {
      return new StateFolder(path, lock, await fingerprintKey(join(path, 'fingerprint-key.json')));
    } catch (error) {
      await lock.release();
      throw error;
    }
  }

  read(name: StateFileName): Promise<JsonRecord | null> {
    return readStateFile(join(this.path, `${name}.json`));
  }

  /** Durable once it resolves; writes of one process happen one after the other. */
  write(name: StateFileName, content: JsonRecord): Promise<void> {
    const written = this.#writing.then(() => writeStateFile(join(this.path, `${name}.json`), content));
    this.#writing = written.catch(() => {});
    return written;
  }

  async close(): Promise<void> {
    await this.#writing;
    await this.#lock.release();
  }
}

async function fingerprintKey(path: string): Promise<Buffer> {
  const stored = await readStateFile(path);
  if (typeof stored?.key === 'string') return Buffer.from(stored.key, 'base64');
  const key = randomBytes(32);
  await writeStateFile(path, { key: key.toString('base64') });
  return key;
}
