/** Fetches commands by long poll: only as many as can start now, and never faster than Opstage asks when there are none. */
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { AgentCalls } from './agent-calls.ts';
import { describe } from './answer.ts';
import { Backoff } from './backoff.ts';
import type { ClaimTurn } from './claim-turn.ts';
import type { CommandIntake } from './command-intake.ts';
import { sleep } from './sleep.ts';
import type { Slots } from './slots.ts';
import type { ToldIntervals } from './told-intervals.ts';

const CLAIM_MAX = 10;
/** Shorter than the idle timeouts of common proxies. */
const WAIT_SECONDS = 25;
/** After a refusal that repeating does not mend: a claim is all that can tell whether it was mended elsewhere. */
const REFUSED_PAUSE_MS = 60_000;

export interface ClaimLoopParts {
  bootId: string;
  calls: AgentCalls;
  claims: ClaimTurn;
  slots: Slots;
  intake: CommandIntake;
  intervals: ToldIntervals;
  clock: Clock;
  random: () => number;
  log: Log;
}

/** Claims in its turns until the signal is aborted. */
export async function claimLoop(parts: ClaimLoopParts, signal: AbortSignal): Promise<void> {
  const backoff = new Backoff(parts.random);
  for (;;) {
    const turn = await parts.claims.whenOurs(signal);
    try {
      await claimDuring(parts, backoff, AbortSignal.any([turn, signal]));
    } catch (error) {
      if (signal.aborted || !turn.aborted) throw error;
    }
  }
}

async function claimDuring(parts: ClaimLoopParts, backoff: Backoff, signal: AbortSignal): Promise<never> {
  const { bootId, calls, slots, intake, intervals, clock, log } = parts;
  for (;;) {
    await slots.whenFree(signal);
    let sentAt = clock.now();
    const answer = await calls.untilAnswered(
      () => {
        sentAt = clock.now();
        // A delivery that was waiting for it may have taken the slot meanwhile.
        if (slots.free === 0) return null;
        const max = Math.min(CLAIM_MAX, slots.free);
        return { operation: 'commandClaim', body: { bootId, max, waitSeconds: WAIT_SECONDS } };
      },
      backoff,
      signal,
    );
    if (!answer) continue;
    if (answer.kind === 'refusal') {
      log.error('the claim was refused', { answer: describe(answer) });
      await sleep(clock, REFUSED_PAUSE_MS, signal);
      continue;
    }
    const commands = Array.isArray(answer.data.commands) ? answer.data.commands : [];
    let started = 0;
    for (const command of commands) if (intake.deliver(command)) started += 1;
    const nextAt = sentAt + intervals.commandPollIntervalMs;
    if (started === 0 && clock.now() < nextAt) await sleep(clock, nextAt - clock.now(), signal);
  }
}
