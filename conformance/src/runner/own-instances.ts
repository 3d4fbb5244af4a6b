/**
 * Instances of the Opstage for single checks: started by the same command line, on a free port and an empty folder, with
 * an owner of their own. A check that kills or restarts the Opstage then does so beside all others.
 *
 * Whether the program takes the four variables is found out by the first attempt. An owner of its own who can log in
 * proves that the instance shares no data with the other; where none can be had, there is none for any check.
 */
import { randomBytes } from 'node:crypto';
import { parseCommandLine } from '../target/command-line.ts';
import { freePort } from '../target/free-port.ts';
import { HttpClient } from '../target/http-client.ts';
import type { OpstageSubject } from '../target/opstage-driver.ts';
import { OpstageProcess } from '../target/opstage-process.ts';
import { makeScratchFolder, removeScratchFolder } from '../target/scratch-folder.ts';
import type { SecretRegister } from '../target/secret-register.ts';
import type { Transcript } from '../target/transcript.ts';
import { opstagePreflight } from './opstage-preflight.ts';

export interface OwnInstance {
  subject: OpstageSubject;
  /** Kills it and removes its folder. */
  close(): Promise<void>;
}

interface Facts {
  /** Of the Opstage under test. */
  url: string;
  start: string;
  owner: { username: string };
  startCeilingMs: number;
  waitSecondsMax: number;
  secrets: SecretRegister;
}

interface Wish {
  /** Never the same twice: the owner's codes come from it. */
  runId: string;
  transcript: Transcript;
  signal: AbortSignal;
}

export const instanceVariables = [
  'OPSTAGE_PORT',
  'OPSTAGE_DATA',
  'OPSTAGE_OWNER_USERNAME',
  'OPSTAGE_OWNER_PASSWORD',
] as const;

export class OwnInstances {
  readonly #facts: Facts;
  #first: Promise<boolean> | null = null;

  constructor(facts: Facts) {
    this.#facts = facts;
  }

  /** Null when the program cannot be started a second time beside itself. */
  async open(wish: Wish): Promise<OwnInstance | null> {
    if (this.#first !== null) return (await this.#first) ? this.#start(wish) : null;
    const first = this.#start(wish);
    this.#first = first.then((instance) => instance !== null);
    return first;
  }

  async #start(wish: Wish): Promise<OwnInstance | null> {
    const { url, start, owner, startCeilingMs, secrets } = this.#facts;
    const fixed = parseCommandLine(start).env;
    const { protocol, hostname } = new URL(url);
    if (protocol !== 'http:' || instanceVariables.some((name) => name in fixed)) return null;
    const folder = makeScratchFolder('instance');
    const port = await freePort();
    const password = randomBytes(18).toString('base64url');
    secrets.add(password, `password of ${owner.username} of an instance`);
    const own = `http://${hostname}:${port}`;
    const client = new HttpClient(own);
    const process = new OpstageProcess(start, client, startCeilingMs, {
      OPSTAGE_PORT: String(port),
      OPSTAGE_DATA: folder,
      OPSTAGE_OWNER_USERNAME: owner.username,
      OPSTAGE_OWNER_PASSWORD: password,
    });
    const close = async () => {
      await process.kill();
      await client.close();
      await removeScratchFolder(folder);
    };
    const found = await opstagePreflight({
      ...this.#facts,
      ...wish,
      url: own,
      owner: { username: owner.username, password },
      client,
      process,
      dataFolder: folder,
    });
    if (!('unfit' in found)) return { subject: found.subject, close };
    await close();
    return null;
  }
}
