/**
 * Scripts drawn from the seed, played to several agents at once, each living through many. The first that breaks a property
 * is played again to a fresh agent and shrunk to the operations that matter.
 */
import { contract } from 'capsule-contract';
import { ddmin } from '../../../model/ddmin.ts';
import type { FakeOpstageOptions } from '../../../target/fake-opstage/fake-opstage.ts';
import { SeededRandom } from '../../../target/seeded-random.ts';
import type { AgentTrial } from '../../agent-trial.ts';
import { type AgentCheck, agentCheck } from '../../check.ts';
import { CheckFailure } from '../../check-outcome.ts';
import { needsStartAndCapsule } from '../capsule-run.ts';
import { servingSessions } from '../session-run.ts';
import { byteFaultScripts } from './byte-fault-scripts.ts';
import { knownScripts } from './known-scripts.ts';
import { ScriptLane, type Settling } from './script-lane.ts';
import {
  everyFault,
  type Script,
  type ScriptMix,
  scriptFrom,
  sessionFaults,
  struckOperations,
} from './script-operation.ts';
import type { Violation } from './violation.ts';

/** Scripts of one check, and agents they are spread over, by depth. There are six checks. */
const budgets = {
  quick: { scripts: 8, lanes: 2, shrinkMs: 20_000 },
  standard: { scripts: 30, lanes: 4, shrinkMs: 30_000 },
  deep: { scripts: 500, lanes: 6, shrinkMs: 120_000 },
} as const;
const shrinkExecutionsMax = 80;
const againMax = 3;

interface Family {
  id: string;
  requirement: AgentCheck['requirement'];
  sentence: string;
  profile: string;
  title: string;
  how: string;
  /** Of the seed, so many or fewer. */
  scripts: (random: SeededRandom, most: number) => Script[];
  /** Whether every fault of a script is sure to come, so that one that did not proves the script void. */
  everyFaultComes?: boolean;
  opstage: FakeOpstageOptions;
}

const expected =
  'Expects after each that no command ran twice, every one ended with one outcome that never changed, a success has run, and the agent lives under its identity.';

/** Scripts drawn at random. */
function drawn(what: string, mix: ScriptMix): Pick<Family, 'how' | 'scripts'> {
  const { quick, standard, deep } = budgets;
  return {
    how: `Plays ${quick.scripts}, ${standard.scripts} or ${deep.scripts} scripts by depth, drawn from ${what}, after those that once found a bug. ${expected}`,
    scripts: (random, most) => [
      ...knownScripts.filter((known) => known.every(({ op }) => op === 'reach' || Boolean(mix.weights[op]))),
      ...Array.from({ length: most }, (_, at) => scriptFrom(new SeededRandom(`${random.word(20)}/${at}`), mix)),
    ],
  };
}

/** Each of these faults at each of these calls. */
function ofBytes(what: string, session: boolean): Pick<Family, 'how' | 'scripts' | 'everyFaultComes'> {
  return {
    how: `Has ${what}, each in a script of its own with a command; at quick, ${budgets.quick.scripts} of them. ${expected}`,
    scripts: (random, most) => byteFaultScripts(random, { session, most }),
    everyFaultComes: true,
  };
}

const onlyContractAnswersCount =
  "An agent MUST let an answer of any status count only if it carries `Capsule-Contract` and a valid envelope; all else (a proxy's page, a captive portal, a cut body) is a transport failure and is retried. Two exceptions: `Retry-After` is obeyed from anyone, and a 413 from anyone is a 413.";
const sessionFallback =
  'On loss of the session an agent MUST resume claiming over HTTP within one poll interval and MUST NOT run anything twice because of it.';

const families: readonly Family[] = [
  {
    id: 'execute-at-most-once/fault-scripts',
    requirement: 'execute-at-most-once',
    sentence:
      'An agent MUST journal command id and delivery id durably after the accepted ack and before the handler. A known id that is delivered again MUST be acked `accepted: true` under the new delivery id and never started again; its result, stored or when it finishes, goes under the newest acked delivery id. On start the agent MUST send FAILED `AGENT_RESTARTED` for each journaled command without a result. Entries are kept 24 h after the result was finally answered; payloads MUST NOT be journaled.',
    profile: 'agent-core',
    title: 'whatever befalls it, an agent runs a command at most once',
    ...drawn('commands, redeliveries, kills and faults of claims and acks', {
      weights: { assign: 2, redeliver: 4, strike: 3, reach: 4, kill: 2 },
      strikes: ['commandClaim', 'commandAck'],
      faults: everyFault,
    }),
    opstage: {},
  },
  {
    id: 'result-retried/fault-scripts',
    requirement: 'result-retried',
    sentence:
      'An agent MUST retry a result until a contract 2xx, 404, 409 or 410, across restarts, for 24 h; 401, 403, 408, 429 and 5xx go by their own rules. On 413 or 422 it MUST send once `{success:false, error:{code:"RESULT_REJECTED"}}` without data.',
    profile: 'agent-core',
    title: 'whatever befalls it, an agent brings every command to one outcome',
    ...drawn('commands, kills, an Opstage that forgets and faults of every call', {
      weights: { assign: 3, strike: 5, reach: 3, kill: 2, 'forget-services': 1 },
      strikes: struckOperations,
      faults: everyFault,
    }),
    opstage: {},
  },
  {
    id: 'cancel-honoured/fault-scripts',
    requirement: 'cancel-honoured',
    sentence:
      'An agent MUST pass a cancellation on to the handler and report `cancelled: true` if the handler stopped, or its true result if it finished first.',
    profile: 'agent-progress',
    title: 'cancelled at any moment, a command still ends, and only it',
    ...drawn('commands, cancellations, redeliveries and faults of acks, results and heartbeats', {
      weights: { assign: 3, cancel: 4, redeliver: 1, strike: 3, reach: 2 },
      strikes: ['commandAck', 'commandResult', 'agentHeartbeat'],
      faults: everyFault,
    }),
    opstage: {},
  },
  {
    id: 'session-fallback/fault-scripts',
    requirement: 'session-fallback',
    sentence: sessionFallback,
    profile: 'agent-session',
    title: 'with a session that comes and goes, nothing runs twice and nothing is lost',
    ...drawn('commands, cut sessions, redeliveries, kills and faults of frames and calls', {
      weights: { assign: 3, 'drop-session': 4, redeliver: 2, strike: 3, reach: 3, kill: 1 },
      strikes: ['commandAck', 'commandResult', 'commandResult'],
      faults: sessionFaults,
    }),
    opstage: servingSessions,
  },
  {
    id: 'only-contract-answers-count/byte-faults',
    requirement: 'only-contract-answers-count',
    sentence: onlyContractAnswersCount,
    profile: 'agent-core',
    title: 'an answer that breaks off, comes after garbage or byte by byte costs a retry at most',
    ...ofBytes(
      'answers to claims, acks, results, heartbeats and reports break off in the status line, the headers and the body, come after bytes of no answer, and come in pieces',
      false,
    ),
    opstage: {},
  },
  {
    id: 'session-fallback/byte-faults',
    requirement: 'session-fallback',
    sentence: sessionFallback,
    profile: 'agent-session',
    title: 'a session whose bytes break off or make no sense costs the session at most',
    ...ofBytes(
      'answering frames of a session break off after their first bytes, and come after bytes of no frame',
      true,
    ),
    opstage: servingSessions,
  },
];

/** What a later run needs to play a script of this check again; null where the kit has no such check. */
export function playedBy(checkId: string): Pick<Family, 'profile' | 'opstage'> | null {
  return families.find(({ id }) => id === checkId) ?? null;
}

export const faultScriptChecks: AgentCheck[] = families.map((family) => {
  const { id, requirement, sentence, profile, title, how } = family;
  return agentCheck({
    ...{ id, requirement, sentence, profile, title, how },
    long: true,
    needs: needsStartAndCapsule,
    ceilingMs: 600_000,
    run: (t) => campaign(t, family),
  });
});

async function campaign(t: AgentTrial, family: Family): Promise<void> {
  const { opstage, everyFaultComes = false } = family;
  const { scripts, lanes } = budgets[t.depth];
  const queue = family.scripts(t.random, scripts);
  const tally = { played: 0, struck: 0, kills: 0 };
  const missed: Script[] = [];
  let broken: { script: Script; violation: Violation } | null = null;
  const live = async () => {
    const lane = await ScriptLane.open(t, opstage, () => broken !== null);
    try {
      if (!(await lane.begin()) && broken === null) return t.couldNotRun('an agent did not come to work');
      for (let script = queue.shift(); script && broken === null; script = queue.shift()) {
        const played = await lane.play(script, { untilStruck: everyFaultComes });
        tally.played += 1;
        if (played.violation) broken ??= { script, violation: played.violation };
        else if (played.missed > 0) missed.push(script);
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
  if (broken !== null) return shrunk(t, family, broken);
  const { played, struck, kills } = tally;
  t.transcript.note(
    `${played} scripts, ${missed.length} without all of their faults; ${struck} calls met one, ${kills} kills`,
  );
  // A script whose fault never came has shown nothing of it.
  if (missed.length === played || (everyFaultComes && missed.length > 0)) {
    t.couldNotRun(
      `${missed.length} of ${played} scripts had a fault that did not take effect: ${JSON.stringify(missed[0])}`,
    );
  }
  const results = t.transcript.messages.filter(
    ({ operationId, response }) => operationId === 'commandResult' && response?.status === 200,
  );
  if (results.length === 0) t.couldNotRun('no result was accepted');
  t.cite(...(results.slice(-20).map(({ number }) => number) as [number, ...number[]]));
}

/**
 * Fails with the smallest script that still shows it to a fresh agent; with the one found, if none does. While it shrinks,
 * less time is granted than a slow agent may need, so the smallest has to show it once more with all of it. That something
 * did not come in time is believed only when it is seen again.
 */
async function shrunk(
  t: AgentTrial,
  { id, requirement, opstage, everyFaultComes = false }: Family,
  { script, violation }: { script: Script; violation: Violation },
): Promise<never> {
  const show = async (candidate: Script, settle: Settling): Promise<Violation | null> => {
    const seen = await alone(t, opstage, candidate, settle);
    return seen?.property === violation.property ? seen : null;
  };
  const signal = AbortSignal.any([t.signal, AbortSignal.timeout(budgets[t.depth].shrinkMs * t.patience)]);
  const search = { attempts: 2, executionsMax: shrinkExecutionsMax, signal };
  const fails = async (candidate: Script) => (await show(candidate, 'brief')) !== null;
  const items = everyFaultComes ? script : (await ddmin(script, { ...search, fails })).items;
  const shown = await show(items, 'patient');
  const smallest = shown ? items : script;
  let last = shown;
  for (let chance = 1; last === null && chance <= againMax; chance += 1) last = await show(script, 'patient');
  if (last === null && violation.property === 'every command ends') {
    const seen = `${violation.property}: ${violation.actual}, under the script ${JSON.stringify(script)}`;
    t.couldNotRun(`not so in one execution (${seen}), and so in ${againMax + 1} others`);
  }
  last ??= violation;
  if (smallest.length < script.length)
    t.transcript.note(`shrunk from ${script.length} to ${smallest.length} operations: ${JSON.stringify(smallest)}`);
  const { property, actual, messages } = last;
  throw new CheckFailure({
    expected: `${property}, under the script ${JSON.stringify(smallest)}`,
    ...{ actual, messages },
    program: {
      kind: 'capsule-conformance/script',
      contract: { version: contract.version, hash: contract.hash },
      ...{ requirement, check: id, operations: smallest, violation: { property, actual } },
    },
  });
}

async function alone(
  t: AgentTrial,
  opstage: FakeOpstageOptions,
  script: Script,
  settle: Settling,
): Promise<Violation | null> {
  const lane = await ScriptLane.open(t, opstage);
  try {
    return (await lane.begin()) ? (await lane.play(script, { settle })).violation : null;
  } finally {
    await lane.close();
  }
}
