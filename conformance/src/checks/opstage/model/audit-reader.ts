/**
 * The audit log read as it grows, once for all programs that run beside each other: what a program's requests wrote is
 * found by their request ids. The log is also followed by its sequence, of which nothing may be missing.
 */
import type { AuditEvent } from 'capsule-contract/types';
import type { OpstageDriver } from '../../../target/opstage-driver.ts';
import type { Message } from '../../../target/transcript.ts';

export interface AuditGap {
  after: number;
  next: number;
}

export class AuditReader {
  readonly #driver: OpstageDriver;
  readonly #lastMessage: () => Message | undefined;
  readonly #byRequest = new Map<string, AuditEvent[]>();
  #seq: number | null = null;
  #reading: Promise<void> = Promise.resolve();
  #waiting: Promise<void> | null = null;
  /** The first place where a sequence number was left out. */
  gap: AuditGap | null = null;

  constructor(driver: OpstageDriver, lastMessage: () => Message | undefined) {
    this.#driver = driver;
    this.#lastMessage = lastMessage;
  }

  /** Reads everything written before the call; calls at the same time share a read. */
  catchUp(): Promise<void> {
    this.#waiting ??= this.#reading.then(() => {
      this.#waiting = null;
      this.#reading = this.#read();
      return this.#reading;
    });
    return this.#waiting;
  }

  /** What these requests wrote, oldest first; each is handed out once. */
  take(requestId: string): AuditEvent[] {
    const events = this.#byRequest.get(requestId) ?? [];
    this.#byRequest.delete(requestId);
    return events;
  }

  /** The page read last. */
  get message(): Message | undefined {
    return this.#lastMessage();
  }

  async #read(): Promise<void> {
    if (this.#seq === null) {
      const [newest] = this.#driver.must(await this.#driver.send('auditList', { query: { pageSize: 1 } }));
      this.#seq = newest?.seq ?? 0;
      return;
    }
    const pageSize = this.#driver.limits.pageSizeMax;
    for (;;) {
      const reply = await this.#driver.send('auditList', { query: { after: this.#seq, pageSize } });
      const page = this.#driver.must(reply);
      for (const event of page) this.#add(event);
      if (page.length < pageSize) return;
    }
  }

  #add(event: AuditEvent): void {
    const before = this.#seq ?? 0;
    if (event.seq <= before) return;
    if (event.seq !== before + 1) this.gap ??= { after: before, next: event.seq };
    this.#seq = event.seq;
    if (event.requestId === null) return;
    const others = this.#byRequest.get(event.requestId);
    if (others) others.push(event);
    else this.#byRequest.set(event.requestId, [event]);
  }
}
