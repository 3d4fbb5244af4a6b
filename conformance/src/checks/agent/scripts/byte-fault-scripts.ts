/** One script for each fault of the bytes at each call, so that every one of them is seen to happen. */
import type { SeededRandom } from '../../../target/seeded-random.ts';
import { type FaultName, type Script, type StruckOperation, struckOperations } from './script-operation.ts';

const answerFaults: readonly FaultName[] = ['cut-status-line', 'cut-headers', 'cut-answer', 'garbage', 'trickle'];
/** A frame has no headers, and pieces of one are what any network makes of it. */
const frameFaults: readonly FaultName[] = ['cut-status-line', 'cut-headers', 'garbage'];
/** Calls that a session carries. */
const framed: readonly StruckOperation[] = ['commandAck', 'commandResult', 'agentHeartbeat', 'serviceReport'];

/** All, or of more than `most` a choice of the seed that leaves no fault out. */
export function byteFaultScripts(
  random: SeededRandom,
  { session, most }: { session: boolean; most: number },
): Script[] {
  const [faults, operations] = session ? [frameFaults, framed] : [answerFaults, struckOperations];
  const pairs = operations.flatMap((on) => faults.map((fault) => ({ on, fault })));
  if (pairs.length <= most) return pairs.map(scriptOf);
  const first = faults.map((fault) => ({ fault, on: random.pick(operations) }));
  const rest = pairs.filter((one) => !first.some(({ on, fault }) => on === one.on && fault === one.fault));
  while (first.length < most) first.push(...rest.splice(random.integer(0, rest.length - 1), 1));
  return first.map(scriptOf);
}

function scriptOf({ on, fault }: { on: StruckOperation; fault: FaultName }): Script {
  const asked = on === 'serviceReport' ? [{ op: 'forget-services' } as const] : [];
  return [{ op: 'strike', on, fault, skip: 0 }, ...asked, { op: 'assign', job: 1, action: 'touch' }];
}
