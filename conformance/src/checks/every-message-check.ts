/**
 * How a rule about every message is checked: make sure there was traffic, then ask the monitors what they saw in the
 * whole run. A breach is reported once, with the message that showed it first and how often it was seen.
 */
import type { RequirementId } from 'capsule-contract/types';
import type { MonitorRecord } from './monitors/monitor-record.ts';
import type { Trial } from './trial.ts';

/** What was seen decides, even when the traffic could not be made to its end: a breach is a breach. */
export async function judgeEveryMessage(
  trial: Trial,
  monitors: MonitorRecord,
  requirement: RequirementId,
  makeTraffic: () => Promise<void>,
): Promise<void> {
  const [traffic] = await Promise.allSettled([makeTraffic()]);
  const { judged, sample, breaches } = monitors.tally(requirement);
  for (const breach of breaches.slice(0, 20)) {
    trial.transcript.note(`${breach.count} × in ${breach.checkId}: expected ${breach.expected}, got ${breach.actual}`);
  }
  const [first] = breaches;
  if (first) trial.fail(first.expected, first.actual, trial.transcript.adopt(first.message));
  if (traffic.status === 'rejected') throw traffic.reason;
  if (sample === null) return trial.couldNotRun(`of ${judged} messages judged none was a success`);
  trial.transcript.note(`${judged} messages judged`);
  trial.cite(trial.transcript.adopt(sample));
}
