/**
 * Scenes that must be over before a duration the Opstage counts has passed: a lease, the time to offline.
 *
 * On a busy machine a scene may take longer, and then whatever it found proves nothing: the Opstage was right to let
 * the lease lapse. Such a scene begins anew, with an agent and a command of its own; when it never gets through in
 * time the check could not run. So no verdict rests on a narrow window, and none is passed by repetition: a scene that
 * fails in time has failed, and so has one that twice waited in vain for the same: its wait was what made it late.
 */
import type { Limits } from 'capsule-contract/types';
import { PrerequisiteMissing } from '../../target/prerequisite-missing.ts';
import { CheckFailure } from '../check-outcome.ts';
import type { OpstageTrial } from '../opstage-trial.ts';

const attemptsMax = 4;

export async function undisturbed<T>(
  t: OpstageTrial,
  durations: readonly (keyof Limits & `${string}Seconds`)[],
  scene: () => Promise<T>,
): Promise<T> {
  const [shortest] = durations.map((name) => ({ name, seconds: t.limits[name] })).sort((a, b) => a.seconds - b.seconds);
  if (!shortest) throw new Error('an undisturbed scene names the durations it must beat');
  let missed: string | null = null;
  for (let attempt = 1; attempt <= attemptsMax; attempt += 1) {
    const beganAt = performance.now();
    try {
      return await scene();
    } catch (thrown) {
      const inTime = performance.now() - beganAt < shortest.seconds * 1000;
      if (inTime || !(thrown instanceof CheckFailure || thrown instanceof PrerequisiteMissing)) throw thrown;
      if (thrown instanceof CheckFailure && thrown.waited) {
        if (missed === thrown.expected) throw thrown;
        missed = thrown.expected;
      }
      t.transcript.note(`too slow for ${shortest.name} (${shortest.seconds} s): the scene begins anew`);
    }
  }
  return t.couldNotRun(`${attemptsMax} times the exchange took longer than ${shortest.name} (${shortest.seconds} s)`);
}
