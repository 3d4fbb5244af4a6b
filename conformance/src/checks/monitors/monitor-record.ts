/** What the monitors of one run have seen so far: per requirement how many messages were judged, and what broke it. */
import type { RequirementId } from 'capsule-contract/types';
import type { Message, Transcript } from '../../target/transcript.ts';
import type { Monitor } from './monitor.ts';

export interface Breach {
  checkId: string;
  message: Message;
  expected: string;
  actual: string;
  /** How often the same expectation was broken in the same way. */
  count: number;
}

export interface MonitorTally {
  judged: number;
  /** Of these, success answers: a subject that refuses everything proves nothing. */
  successes: number;
  /** The newest success answer that kept the rule: the evidence of a pass. */
  sample: Message | null;
  breaches: Breach[];
}

export class MonitorRecord {
  readonly #monitors: readonly Monitor[];
  /** What the subject's output gave away, in the whole run. */
  readonly leaks: { checkId: string; name: string }[] = [];
  readonly #tallies = new Map<RequirementId, MonitorTally>();

  constructor(monitors: readonly Monitor[]) {
    this.#monitors = monitors;
  }

  /** Judges every message of the transcript as it ends. */
  watch(transcript: Transcript, checkId: string): void {
    transcript.observe((message) => this.judge(message, checkId));
  }

  judge(message: Message, checkId: string): void {
    for (const monitor of this.#monitors) {
      const judgement = monitor.judge(message);
      if (!judgement.applies) continue;
      const tally = this.tally(monitor.requirement);
      tally.judged += 1;
      if (judgement.holds) {
        if (judgement.success) {
          tally.successes += 1;
          tally.sample = message;
        }
        continue;
      }
      const { expected, actual } = judgement;
      const same = tally.breaches.find(
        (breach) => breach.expected === expected && breach.message.operationId === message.operationId,
      );
      if (same) same.count += 1;
      else tally.breaches.push({ checkId, message, expected, actual, count: 1 });
    }
  }

  /** Secrets that a subject printed while this check ran. */
  heard(checkId: string, leaks: readonly { name: string }[]): void {
    for (const { name } of leaks) this.leaks.push({ checkId, name });
  }

  tally(requirement: RequirementId): MonitorTally {
    const known = this.#tallies.get(requirement);
    if (known) return known;
    const tally: MonitorTally = { judged: 0, successes: 0, sample: null, breaches: [] };
    this.#tallies.set(requirement, tally);
    return tally;
  }
}
