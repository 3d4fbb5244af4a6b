/**
 * A script: what befalls an agent in a few seconds, as plain JSON. Jobs are named by number and operations on one that was
 * never assigned do nothing, so that any operation can be taken out of a script and the rest keeps its meaning.
 */
import type { Fault } from '../../../target/fake-opstage/fault-script.ts';
import type { SeededRandom } from '../../../target/seeded-random.ts';

export type ScriptOperation =
  /** A command: `touch` is counted outside the agent, `nap` can be cancelled, `fail` fails. */
  | { op: 'assign'; job: number; action: 'touch' | 'nap' | 'fail' }
  /** Delivered again under a new delivery id, as by an Opstage that lost what it knew of it. */
  | { op: 'redeliver'; job: number }
  | { op: 'cancel'; job: number }
  /** The next call of this operation, or the one after it, meets the fault. */
  | { op: 'strike'; on: StruckOperation; fault: FaultName; skip: 0 | 1 }
  /** Waits until so far has come, for three seconds at most: what follows meets the agent there. */
  | { op: 'reach'; job: number; point: 'ack' | 'effect' | 'result' }
  | { op: 'beat' }
  /** An Opstage restarted with an empty memory of services. */
  | { op: 'forget-services' }
  | { op: 'drop-session' }
  /** SIGKILL, and a start on the same state folder. */
  | { op: 'kill' };

export type Script = readonly ScriptOperation[];

export const struckOperations = [
  'commandClaim',
  'commandAck',
  'commandResult',
  'agentHeartbeat',
  'serviceReport',
] as const;
export type StruckOperation = (typeof struckOperations)[number];

const page = '<html><body><h1>502 Bad Gateway</h1></body></html>';

export const faults = {
  reset: { kind: 'reset' },
  'lost-answer': { kind: 'lose-answer' },
  'cut-answer': { kind: 'cut-answer', bytes: 20 },
  'slow-answer': { kind: 'delay', ms: 700 },
  unavailable: { kind: 'refuse', code: 'SERVICE_UNAVAILABLE', retryAfterSeconds: 1 },
  throttled: { kind: 'refuse', code: 'RATE_LIMITED', retryAfterSeconds: 1 },
  'proxy-page': { kind: 'foreign', status: 502, body: page },
  'captive-portal': { kind: 'foreign', status: 200, body: page },
  'unknown-members': { kind: 'unknown-members' },
  'delivered-twice': { kind: 'repeat-deliveries' },
  'cut-status-line': { kind: 'cut-bytes', bytes: 7 },
  'cut-headers': { kind: 'cut-bytes', bytes: 60 },
  garbage: { kind: 'garbage', text: '\u00ff\u00fe\u0000no answer\r\n\r\n' },
  trickle: { kind: 'trickle', pieces: 8, everyMs: 80 },
} as const satisfies Record<string, Fault>;

export type FaultName = keyof typeof faults;
export const everyFault = Object.keys(faults) as FaultName[];
/** On a session an answer is late, or its connection breaks: alone it cannot get lost on the way. */
export const sessionFaults: readonly FaultName[] = [
  'reset',
  'reset',
  'cut-answer',
  'cut-answer',
  'cut-status-line',
  'cut-headers',
  'garbage',
  'slow-answer',
  'unavailable',
  'unknown-members',
];

export interface ScriptMix {
  /** Weights of the operations that follow an assignment. */
  weights: Partial<Record<ScriptOperation['op'], number>>;
  strikes: readonly StruckOperation[];
  faults: readonly FaultName[];
}

/** Three to nine operations, the first an assignment. */
export function scriptFrom(random: SeededRandom, mix: ScriptMix): Script {
  const { weights } = mix;
  const bag = Object.entries(weights).flatMap(([op, weight]) => Array<ScriptOperation['op']>(weight).fill(op as never));
  const length = random.integer(3, 9);
  const script: ScriptOperation[] = [];
  let jobs = 0;
  const assign = () => {
    jobs += 1;
    script.push({ op: 'assign', job: jobs, action: random.pick(['touch', 'touch', 'touch', 'nap', 'fail']) });
  };
  if (random.integer(0, 3) > 0 && weights.strike) script.push(strike(random, mix, 0));
  assign();
  let kills = 0;
  while (script.length < length) {
    const op = random.pick(bag);
    const job = random.integer(1, jobs);
    if (op === 'assign') assign();
    else if (op === 'redeliver' || op === 'cancel') script.push({ op, job });
    else if (op === 'reach') script.push({ op, job, point: random.pick(['ack', 'effect', 'result']) });
    else if (op === 'strike') script.push(strike(random, mix));
    else if (op !== 'kill') script.push({ op });
    else if (kills < 2) {
      kills += 1;
      script.push({ op });
    }
  }
  return script;
}

function strike(random: SeededRandom, mix: ScriptMix, skip: 0 | 1 = random.pick([0, 0, 1])): ScriptOperation {
  const fault = random.pick(mix.faults);
  // Only an answer with deliveries can have them twice.
  const on = fault === 'delivered-twice' ? 'commandClaim' : random.pick(mix.strikes);
  return { op: 'strike', on, fault, skip };
}
