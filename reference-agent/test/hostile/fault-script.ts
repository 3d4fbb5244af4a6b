/** Bad afternoons as plain data: made from a seed, printed when one of them was too bad, played again by the same seed. */

/** What happens to one HTTP call. Those after which the call had its effect are marked so. */
export type HttpFault =
  | 'reset-before'
  | 'reset-after'
  | 'proxy-page-before'
  | 'portal-page-after'
  | 'cut-body-after'
  | 'throttled'
  | 'unavailable'
  | 'processed-twice'
  | 'token-unknown'
  | 'slow-after';

/** What happens to one frame of the agent on its session. */
export type FrameFault = 'cut-before' | 'cut-after' | 'processed-twice' | 'refused-once' | 'slow-after';

export type WorldFault =
  /** Every connection is lost and what was only in memory is forgotten: deliveries, acks, who was let in. */
  | 'restart'
  | 'cut-session'
  | 'drain-session'
  /** What is delivered next arrives twice, on the session and by claim where both are there. */
  | 'deliver-twice'
  /** Results and acks of the past are not expected any more: what runs is delivered anew under a new delivery. */
  | 'redeliver-running';

export interface FaultScript {
  index: number;
  /** Whether sessions are opened during it. */
  sessions: boolean;
  http: { operation: string; fault: HttpFault }[];
  frames: { type: string; fault: FrameFault }[];
  world: { fault: WorldFault; afterMs: number }[];
  /** The agent is killed then; null: not in this one. */
  killAfterMs: number | null;
  commands: { workMs: number }[];
}

const OPERATIONS = [
  'commandClaim',
  'commandAck',
  'commandResult',
  'agentHeartbeat',
  'serviceReport',
  'commandProgress',
];
const HTTP_FAULTS: HttpFault[] = [
  'reset-before',
  'reset-after',
  'proxy-page-before',
  'portal-page-after',
  'cut-body-after',
  'throttled',
  'unavailable',
  'processed-twice',
  'token-unknown',
  'slow-after',
];
const FRAME_TYPES = ['command.ack', 'command.result', 'heartbeat', 'service.report', 'command.progress'];
const FRAME_FAULTS: FrameFault[] = ['cut-before', 'cut-after', 'processed-twice', 'refused-once', 'slow-after'];
const WORLD_FAULTS: WorldFault[] = ['restart', 'cut-session', 'drain-session', 'deliver-twice', 'redeliver-running'];

/** Scripts in a row share a way, so that a session has time to come and to be used. */
const SAME_WAY = 6;
const KILL_EVERY = 8;

export function faultScripts(count: number, random: () => number): FaultScript[] {
  const upTo = (max: number) => Math.floor(random() * (max + 1));
  const oneOf = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const some = <T>(max: number, make: () => T): T[] => Array.from({ length: upTo(max) }, make);
  return Array.from({ length: count }, (_, index) => ({
    index,
    sessions: Math.floor(index / SAME_WAY) % 2 === 1,
    http: some(3, () => ({ operation: oneOf(OPERATIONS), fault: oneOf(HTTP_FAULTS) })),
    frames: some(2, () => ({ type: oneOf(FRAME_TYPES), fault: oneOf(FRAME_FAULTS) })),
    world: some(1, () => ({ fault: oneOf(WORLD_FAULTS), afterMs: upTo(60) })),
    killAfterMs: index % KILL_EVERY === KILL_EVERY - 1 ? upTo(60) : null,
    commands: [{ workMs: upTo(40) }, ...some(2, () => ({ workMs: upTo(40) }))],
  }));
}
