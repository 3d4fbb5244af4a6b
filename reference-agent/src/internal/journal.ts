/**
 * The durable memory of commands: what makes one command id run at most once, and its result arrive at least once.
 *
 * An append-only file, each record on disk before the step it allows. A torn tail (or a torn line in the middle, after a
 * full disk) is skipped. Rewritten at start, and when most of it is history. Payloads are never written.
 */
import { type FileHandle, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AgentError } from '../agent-error.ts';
import { decodeRecord, encodeRecord, type JournalRecord, type StoredResult } from './journal-record.ts';
import { syncFolder } from './state-file.ts';

/** How long an answered command is remembered, and how long an unanswered result is offered. */
export const RETENTION_MS = 24 * 3_600_000;
const REWRITE_BYTES_MIN = 1024 * 1024;

export interface JournaledCommand {
  readonly commandId: string;
  /** The newest delivery that was acked: the one to answer under. */
  readonly deliveryId: string;
  readonly acceptedAt: number;
  /** Null while the handler runs. */
  readonly result: StoredResult | null;
  readonly resultAt: number | null;
  /** When Opstage gave its final answer to the result; null while one is owed. */
  readonly answeredAt: number | null;
}

export class Journal {
  readonly #path: string;
  readonly #now: () => number;
  readonly #commands = new Map<string, JournaledCommand>();
  #file: FileHandle | null = null;
  #writing: Promise<void> = Promise.resolve();
  #bytes = 0;
  #bytesAfterRewrite = 0;
  #tornWrite = false;

  private constructor(path: string, now: () => number) {
    this.#path = path;
    this.#now = now;
  }

  /** Reads what an earlier process left and drops what is past its time. */
  static async open(path: string, now: () => number): Promise<Journal> {
    const journal = new Journal(path, now);
    let text = '';
    try {
      text = await readFile(path, 'utf8');
    } catch (error) {
      const absent = error instanceof Error && 'code' in error && error.code === 'ENOENT';
      if (!absent) throw new AgentError('STATE_FOLDER_UNUSABLE', `${path} cannot be read`, error);
    }
    for (const line of text.split('\n')) {
      const record = decodeRecord(line);
      if (record) journal.#apply(record);
    }
    await journal.#rewrite();
    return journal;
  }

  get(commandId: string): JournaledCommand | undefined {
    return this.#commands.get(commandId);
  }

  /** Acknowledged and not yet answered, oldest first. */
  unanswered(): JournaledCommand[] {
    return [...this.#commands.values()].filter((command) => command.answeredAt === null);
  }

  accepted(commandId: string, deliveryId: string): Promise<void> {
    return this.#append({ kind: 'accepted', commandId, deliveryId, at: this.#now() });
  }

  redelivered(commandId: string, deliveryId: string): Promise<void> {
    return this.#append({ kind: 'redelivered', commandId, deliveryId });
  }

  result(commandId: string, result: StoredResult): Promise<void> {
    return this.#append({ kind: 'result', commandId, result, at: this.#now() });
  }

  answered(commandId: string): Promise<void> {
    return this.#append({ kind: 'answered', commandId, at: this.#now() });
  }

  async close(): Promise<void> {
    await this.#writing;
    await this.#file?.close();
    this.#file = null;
  }

  /** Memory first, so that a failing disk can never make a command run twice in this process; then the disk. */
  #append(record: JournalRecord): Promise<void> {
    this.#apply(record);
    const written = this.#writing.then(() => this.#write(record));
    this.#writing = written.catch(() => {});
    return written;
  }

  async #write(record: JournalRecord): Promise<void> {
    if (!this.#file) throw new Error('the journal is closed');
    const line = (this.#tornWrite ? '\n' : '') + encodeRecord(record);
    // Until both steps succeeded the end of the file may hold half a line.
    this.#tornWrite = true;
    await this.#file.appendFile(line);
    await this.#file.datasync();
    this.#tornWrite = false;
    this.#bytes += Buffer.byteLength(line);
    if (this.#bytes > REWRITE_BYTES_MIN + 2 * this.#bytesAfterRewrite) await this.#rewrite();
  }

  #apply(record: JournalRecord): void {
    const known = this.#commands.get(record.commandId);
    if (record.kind === 'accepted') {
      if (known) return;
      const { commandId, deliveryId, at } = record;
      const command = { commandId, deliveryId, acceptedAt: at, result: null, resultAt: null, answeredAt: null };
      this.#commands.set(commandId, command);
    } else if (known) {
      this.#commands.set(record.commandId, advance(known, record));
    }
  }

  /** Replaces the file by one that says the same of every command still remembered. */
  async #rewrite(): Promise<void> {
    const now = this.#now();
    const lines: string[] = [];
    for (const command of this.#commands.values()) {
      const over = command.answeredAt ?? command.resultAt;
      if (over !== null && now - over > RETENTION_MS) this.#commands.delete(command.commandId);
      else for (const record of recordsOf(command)) lines.push(encodeRecord(record));
    }
    const temporary = `${this.#path}.new`;
    await rm(temporary, { force: true });
    const file = await open(temporary, 'wx', 0o600);
    const text = lines.join('');
    await file.appendFile(text);
    await file.sync();
    await rename(temporary, this.#path);
    await syncFolder(dirname(this.#path));
    await this.#file?.close();
    this.#file = file;
    this.#bytes = Buffer.byteLength(text);
    this.#bytesAfterRewrite = this.#bytes;
    this.#tornWrite = false;
  }
}

function advance(command: JournaledCommand, record: Exclude<JournalRecord, { kind: 'accepted' }>): JournaledCommand {
  switch (record.kind) {
    case 'redelivered':
      return { ...command, deliveryId: record.deliveryId, answeredAt: null };
    case 'result':
      return { ...command, result: record.result, resultAt: record.at };
    case 'answered':
      return { ...command, answeredAt: record.at };
  }
}

function recordsOf(command: JournaledCommand): JournalRecord[] {
  const { commandId, deliveryId, acceptedAt, result, resultAt, answeredAt } = command;
  const records: JournalRecord[] = [{ kind: 'accepted', commandId, deliveryId, at: acceptedAt }];
  if (result && resultAt !== null) records.push({ kind: 'result', commandId, result, at: resultAt });
  if (answeredAt !== null) records.push({ kind: 'answered', commandId, at: answeredAt });
  return records;
}
