/**
 * Scripts drawn from the seed, played to several agents at once, each living through many. The first that breaks a property
 * is played again to a fresh agent and shrunk to the operations that matter.
 */
import { ddmin } from '../../../model/ddmin.ts';
import type { FakeOpstageOptions } from '../../../target/fake-opstage/fake-opstage.ts';
import { SeededRandom } from '../../../target/seeded-random.ts';
import type { AgentTrial } from '../../agent-trial.ts';
import { type AgentCheck, agentCheck } from '../../check.ts';
import { needsStartAndCapsule } from '../capsule-run.ts';
import { servingSessions } from '../session-run.ts';
import { ScriptLane, type Settling, type Violation } from './script-lane.ts';
import {
  everyFault,
  type Script,
  type ScriptMix,
  scriptFrom,
  sessionFaults,
  struckOperations,
} from './script-operation.ts';

/** Scripts of one check, and agents they are spread over, by depth. There are four checks. */
const budgets = {
  quick: { scripts: 8, lanes: 2, shrinkMs: 20_000 },
  standard: { scripts: 30, lanes: 4, shrinkMs: 30_000 },
  deep: { scripts: 500, lanes: 6, shrinkMs: 120_000 },
} as const;
const shrinkExecutionsMax = 80;

interface Family {
  id: string;
  requirement: AgentCheck['requirement'];
  sentence: string;
  profile: string;
  title: string;
  what: string;
  mix: ScriptMix;
  opstage: FakeOpstageOptions;
}

const families: readonly Family[] = [
  {
    id: 'execute-at-most-once/fault-scripts',
    requirement: 'execute-at-most-once',
    sentence:
      'An agent MUST journal command id and delivery id durably after the accepted ack and before the handler. A known id that is delivered again MUST be acked `accepted: true` under the new delivery id and never started again; its result, stored or when it finishes, goes under the newest acked delivery id. On start the agent MUST send FAILED `AGENT_RESTARTED` for each journaled command without a result. Entries are kept 24 h after the result was finally answered; payloads MUST NOT be journaled.',
    profile: 'agent-core',
    title: 'whatever befalls it, an agent runs a command at most once',
    what: 'commands, redeliveries, kills and faults of claims and acks',
    mix: {
      weights: { assign: 2, redeliver: 4, strike: 3, reach: 4, kill: 2 },
      strikes: ['commandClaim', 'commandAck'],
      faults: everyFault,
    },
    opstage: {},
  },
  {
    id: 'result-retried/fault-scripts',
    requirement: 'result-retried',
    sentence:
      'An agent MUST retry a result until a contract 2xx, 404, 409 or 410, across restarts, for 24 h; 401, 403, 408, 429 and 5xx go by their own rules. On 413 or 422 it MUST send once `{success:false, error:{code:"RESULT_REJECTED"}}` without data.',
    profile: 'agent-core',
    title: 'whatever befalls it, an agent brings every command to one outcome',
    what: 'commands, kills, an Opstage that forgets and faults of every call',
    mix: {
      weights: { assign: 3, strike: 5, reach: 3, kill: 2, 'forget-services': 1 },
      strikes: struckOperations,
      faults: everyFault,
    },
    opstage: {},
  },
  {
    id: 'cancel-honoured/fault-scripts',
    requirement: 'cancel-honoured',
    sentence:
      'An agent MUST pass a cancellation on to the handler and report `cancelled: true` if the handler stopped, or its true result if it finished first.',
    profile: 'agent-progress',
    title: 'cancelled at any moment, a command still ends, and only it',
    what: 'commands, cancellations, redeliveries and faults of acks, results and heartbeats',
    mix: {
      weights: { assign: 3, cancel: 4, redeliver: 1, strike: 3, reach: 2 },
      strikes: ['commandAck', 'commandResult', 'agentHeartbeat'],
      faults: everyFault,
    },
    opstage: {},
  },
  {
    id: 'session-fallback/fault-scripts',
    requirement: 'session-fallback',
    sentence:
      'On loss of the session an agent MUST resume claiming over HTTP within one poll interval and MUST NOT run anything twice because of it.',
    profile: 'agent-session',
    title: 'with a session that comes and goes, nothing runs twice and nothing is lost',
    what: 'commands, cut sessions, redeliveries, kills and faults of frames and calls',
    mix: {
      weights: { assign: 3, 'drop-session': 4, redeliver: 2, strike: 3, reach: 3, kill: 1 },
      strikes: ['commandAck', 'commandResult', 'commandResult'],
      faults: sessionFaults,
    },
    opstage: servingSessions,
  },
];

export const faultScriptChecks: AgentCheck[] = families.map(({ what, mix, opstage, ...facts }) =>
  agentCheck({
    ...facts,
    how: `Plays ${budgets.quick.scripts}, ${budgets.standard.scripts} or ${budgets.deep.scripts} scripts by depth, drawn from ${what}. Expects after each that no command ran twice, every one ended with one outcome that never changed, a success has run, and the agent lives under its identity.`,
    long: true,
    needs: needsStartAndCapsule,
    ceilingMs: 600_000,
    run: (t) => campaign(t, mix, opstage),
  }),
);

async function campaign(t: AgentTrial, mix: ScriptMix, opstage: FakeOpstageOptions): Promise<void> {
  const { scripts, lanes } = budgets[t.depth];
  const queue = Array.from({ length: scripts }, (_, at) =>
    scriptFrom(new SeededRandom(`${t.random.word(20)}/${at}`), mix),
  );
  const tally = { played: 0, struck: 0, kills: 0 };
  let broken: { script: Script; violation: Violation } | null = null;
  const live = async () => {
    const lane = await ScriptLane.open(t, opstage);
    try {
      if (!(await lane.begin())) return t.couldNotRun('an agent did not come to work');
      for (let script = queue.shift(); script && broken === null; script = queue.shift()) {
        const violation = await lane.play(script);
        tally.played += 1;
        if (violation) broken ??= { script, violation };
      }
      tally.struck += lane.struck;
      tally.kills += lane.kills;
      const late = broken === null ? lane.judgeAll() : null;
      if (late) t.fail(late.property, `${late.actual}, long after the script`, ...late.messages);
    } finally {
      await lane.close();
    }
  };
  await Promise.all(Array.from({ length: lanes }, live));
  if (broken !== null) return shrunk(t, opstage, broken);
  t.transcript.note(`${tally.played} scripts, ${tally.struck} calls met a fault, ${tally.kills} kills`);
  if (tally.struck === 0) t.couldNotRun('no fault took effect');
  const results = t.transcript.messages.filter(
    ({ operationId, response }) => operationId === 'commandResult' && response?.status === 200,
  );
  if (results.length === 0) t.couldNotRun('no result was accepted');
  t.cite(...(results.slice(-20).map(({ number }) => number) as [number, ...number[]]));
}

/**
 * Fails with the smallest script that still shows it to a fresh agent; with the one found, if none does. While it shrinks,
 * less time is granted than a slow agent may need, so the smallest has to show it once more with all of it.
 */
async function shrunk(
  t: AgentTrial,
  opstage: FakeOpstageOptions,
  { script, violation }: { script: Script; violation: Violation },
): Promise<never> {
  const show = async (candidate: Script, settle: Settling): Promise<Violation | null> => {
    const seen = await alone(t, opstage, candidate, settle);
    return seen?.property === violation.property ? seen : null;
  };
  const signal = AbortSignal.any([t.signal, AbortSignal.timeout(budgets[t.depth].shrinkMs * t.patience)]);
  const { items } = await ddmin(script, {
    fails: async (candidate) => (await show(candidate, 'brief')) !== null,
    attempts: 2,
    executionsMax: shrinkExecutionsMax,
    signal,
  });
  const shown = await show(items, 'patient');
  const smallest = shown ? items : script;
  const last = shown ?? violation;
  t.transcript.note(`shrunk from ${script.length} to ${smallest.length} operations: ${JSON.stringify(smallest)}`);
  return t.fail(`${last.property}, under the script ${JSON.stringify(smallest)}`, last.actual, ...last.messages);
}

async function alone(
  t: AgentTrial,
  opstage: FakeOpstageOptions,
  script: Script,
  settle: Settling,
): Promise<Violation | null> {
  const lane = await ScriptLane.open(t, opstage);
  try {
    return (await lane.begin()) ? await lane.play(script, settle) : null;
  } finally {
    await lane.close();
  }
}
