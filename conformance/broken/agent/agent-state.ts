/**
 * What survives the process, in OPSTAGE_AGENT_STATE: the identity (one small file, replaced by rename) and the journal of
 * commands (appended and flushed before anything runs).
 */
import { createHash, randomBytes } from 'node:crypto';
import {
  appendFileSync,
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { defect } from './defects.ts';

interface Identity {
  agentId: string | null;
  token: string | null;
  /** Issued by a rotation and not yet proved; `token` is kept until it is. */
  rotated: string | null;
  /** Whether Opstage said at registration that it serves sessions. */
  sessions: boolean;
  fingerprintKey: string;
  /** SHA-256 of the registration token that led to an identity since ended. */
  endedWith: string | null;
}

export interface Entry {
  commandId: string;
  deliveryId: string;
  attempt: number;
  /** The result's body without delivery id; null while it runs. */
  outcome: Record<string, unknown> | null;
  answered: boolean;
}

export class AgentState {
  readonly #folder: string;
  readonly #registrationTokenHash: string;
  readonly bootId: string;
  readonly entries = new Map<string, Entry>();
  #identity: Identity;

  constructor(folder: string, registrationToken: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true });
    this.#registrationTokenHash = createHash('sha256').update(registrationToken).digest('hex');
    const stored = this.#read<Identity & { bootId?: string }>('identity.json');
    this.bootId = (defect('boot-id-kept') && stored?.bootId) || randomBytes(12).toString('hex');
    this.#identity = stored ?? {
      agentId: null,
      token: null,
      rotated: null,
      sessions: false,
      fingerprintKey: randomBytes(32).toString('hex'),
      endedWith: null,
    };
    if (defect('token-not-reused')) this.#identity = { ...this.#identity, token: null, rotated: null, agentId: null };
    if (this.#identity.endedWith !== null && !this.isOver()) this.forgetIdentity();
    if (this.#identity.token === null && stored === null) this.#save();
    this.#readJournal();
  }

  get token(): string | null {
    return this.#identity.rotated ?? this.#identity.token;
  }
  get sessions(): boolean {
    return this.#identity.sessions;
  }
  get agentId(): string | null {
    return this.#identity.agentId;
  }
  get fingerprintKey(): string {
    return this.#identity.fingerprintKey;
  }

  /** Whether this registration token belongs to an identity that was ended. */
  isOver(): boolean {
    if (defect('revocation-forgotten-on-restart')) return false;
    return this.#identity.endedWith === this.#registrationTokenHash;
  }

  adopt(agentId: string, token: string, sessions: boolean): void {
    this.#identity = { ...this.#identity, agentId, token, rotated: null, sessions, endedWith: null };
    if (!defect('token-stored-late')) this.#save();
    else setTimeout(() => this.#save(), 8_000);
  }

  /** Both tokens are kept until the new one has worked. */
  rotateTo(token: string): void {
    if (defect('old-token-overwritten')) this.#identity = { ...this.#identity, token };
    else this.#identity = { ...this.#identity, rotated: token };
    if (!defect('rotated-token-not-stored')) this.#save();
  }

  worked(token: string | null): void {
    if (token === null || token !== this.#identity.rotated) return;
    this.#identity = { ...this.#identity, token, rotated: null };
    this.#save();
  }

  /** Back to the other token, if there is one. */
  unknown(token: string | null): void {
    if (token === null || token !== this.#identity.rotated || defect('other-token-not-tried')) return;
    this.#identity = { ...this.#identity, rotated: null };
    this.#save();
  }

  endIdentity(): void {
    this.#identity = {
      ...this.#identity,
      agentId: null,
      token: null,
      rotated: null,
      endedWith: this.#registrationTokenHash,
    };
    this.#save();
  }

  forgetIdentity(): void {
    this.#identity = { ...this.#identity, agentId: null, token: null, rotated: null, endedWith: null };
    this.#save();
  }

  /** Durable before the handler starts. */
  begin(entry: Entry, payload: unknown): void {
    this.entries.set(entry.commandId, entry);
    this.#append(defect('payload-journaled') ? { ...entry, payload } : entry);
  }

  update(commandId: string, change: Partial<Entry>): void {
    const entry = this.entries.get(commandId);
    if (entry === undefined) return;
    Object.assign(entry, change);
    if (defect('outcome-not-journaled') && change.outcome) return;
    this.#append(entry);
  }

  #append(line: object): void {
    if (defect('no-journal')) return;
    const file = openSync(join(this.#folder, 'journal.jsonl'), 'a', 0o600);
    appendFileSync(file, `${JSON.stringify(line)}\n`);
    fsyncSync(file);
    closeSync(file);
  }

  #readJournal(): void {
    for (const line of this.#text('journal.jsonl').split('\n')) {
      try {
        const entry = JSON.parse(line) as Entry;
        this.entries.set(entry.commandId, entry);
      } catch {
        // The last line of a process that was killed while it wrote: that command never started.
      }
    }
  }

  #save(): void {
    const mode = defect('token-readable-by-all') ? 0o644 : 0o600;
    const target = join(this.#folder, 'identity.json');
    const fresh = openSync(`${target}.new`, 'w', mode);
    writeSync(fresh, JSON.stringify({ ...this.#identity, bootId: this.bootId }));
    fsyncSync(fresh);
    closeSync(fresh);
    renameSync(`${target}.new`, target);
  }

  #read<T>(name: string): T | null {
    const text = this.#text(name);
    return text === '' ? null : (JSON.parse(text) as T);
  }

  #text(name: string): string {
    try {
      return readFileSync(join(this.#folder, name), 'utf8');
    } catch {
      return '';
    }
  }
}
