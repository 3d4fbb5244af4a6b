/**
 * A test that measures when something came. What it finds while the machine kept this process from running proves nothing,
 * so it is asked again; what it finds undisturbed stands, and so does what it finds every time. What was missed for lateness
 * may be waited for in vain, so each time is given a minute and a half.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { test } from 'vitest';

const attemptsMax = 5;
/** A tenth of the shortest time measured. */
const lagMsMax = 10;
const resolutionMs = 5;
const attemptCeilingMs = 90_000;

export function timedTest(title: string, body: () => Promise<void>): void {
  test(title, { timeout: (attemptsMax + 1) * attemptCeilingMs }, async () => {
    for (let attempt = 1; ; attempt += 1) {
      const lag = monitorEventLoopDelay({ resolution: resolutionMs });
      lag.enable();
      try {
        return await Promise.race([body(), ceiling()]);
      } catch (failure) {
        lag.disable();
        const lagMs = lag.max / 1e6 - resolutionMs;
        if (lagMs < lagMsMax || attempt === attemptsMax) throw failure;
      }
    }
  });
}

async function ceiling(): Promise<never> {
  await sleep(attemptCeilingMs, undefined, { ref: false });
  throw new Error(`still waiting after ${attemptCeilingMs / 1_000} s`);
}
