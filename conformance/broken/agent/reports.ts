/** Reports the capsule: after every start, after a change, when asked to; one at a time. */
import type { Caller } from './calls.ts';
import type { Capsule } from './capsule.ts';
import { defect } from './defects.ts';
import { isPassing, Pacing } from './pacing.ts';
import { pause } from './pause.ts';

export class Reporter {
  readonly #caller: Caller;
  readonly #capsule: Capsule;
  readonly #bootId: () => string;
  readonly #intervalMs: () => number;
  readonly #pacing = new Pacing();
  #wanted = false;
  #forced = false;
  #running = false;
  /** The body last refused for good: never sent again as it was. */
  #refused: string | null = null;

  constructor(parts: { caller: Caller; capsule: Capsule; bootId: () => string; intervalMs: () => number }) {
    this.#caller = parts.caller;
    this.#capsule = parts.capsule;
    this.#bootId = parts.bootId;
    this.#intervalMs = parts.intervalMs;
  }

  /** `asked`: by a directive of Opstage. Returns at once. */
  want(asked = false): void {
    this.#wanted = true;
    this.#forced ||= asked;
    if (defect('reports-overlap')) void this.#send();
    else if (!this.#running) void this.#work();
  }

  async #work(): Promise<void> {
    this.#running = true;
    while (this.#wanted && !this.#caller.ended) {
      this.#wanted = false;
      await this.#send();
    }
    this.#running = false;
  }

  async #send(): Promise<void> {
    const asked = this.#forced;
    this.#forced = false;
    const service = this.#capsule.declaration();
    if (defect('asked-report-not-in-full') && asked) delete service.actions;
    const body = { bootId: this.#bootId(), services: [service] };
    const text = JSON.stringify(body);
    if (text === this.#refused) return;
    // Longer than anyone holds an answer: two reports at once are worse than a late one.
    const answer = await this.#caller.call({ path: '{id}/services/report', body, timeoutMs: 60_000 });
    if (answer.status === 200) return this.#pacing.succeeded();
    if (!isPassing(answer) && !sentAgain(answer.status)) {
      this.#refused = text;
      return;
    }
    this.#wanted = true;
    await pause(this.#pacing.afterFailure(answer, this.#intervalMs()));
  }
}

function sentAgain(status: number | null): boolean {
  return defect(status === 413 ? 'too-large-report-sent-again' : 'refused-report-sent-again');
}
