/**
 * Can this agent be driven, what did it declare, what will be judged, and what is missing? One start, one crash, one
 * restart and one orderly stop; nothing is judged, so nothing here is a verdict.
 */

import { allAgentChecks } from '../checks/agent/all-agent-checks.ts';
import { conformanceActions, conformanceConfigs } from '../checks/agent/conformance-capsule.ts';
import type { AgentTrial } from '../checks/agent-trial.ts';
import { agentMonitors } from '../checks/monitors/agent-monitors.ts';
import { MonitorRecord } from '../checks/monitors/monitor-record.ts';
import { SecretRegister } from '../target/secret-register.ts';
import { agentPreflight, profileOf } from './agent-preflight.ts';
import { AgentStage, type AgentStageOptions } from './agent-stage.ts';
import type { DoctorFinding } from './doctor-finding.ts';

export interface DoctorAgentOptions extends Pick<AgentStageOptions, 'session' | 'patience' | 'signal'> {
  /** The command line that starts the agent. */
  start: string;
  /** Default 5,000: all of it shall take less than ten seconds. */
  startCeilingMs?: number;
}

const restartCeilingMs = 2_000;
const stopCeilingMs = 1_500;

export async function doctorAgent(options: DoctorAgentOptions): Promise<DoctorFinding[]> {
  const secrets = new SecretRegister();
  const stage = new AgentStage(
    { ...options, seed: 'doctor', runId: 'doctor', depth: 'quick', replayBase: '' },
    secrets,
    new MonitorRecord(agentMonitors(secrets)),
  );
  const { trial, close } = await stage.open('doctor', {}, stage.unknownSubject, options.signal);
  try {
    return await lookAt(trial, options);
  } finally {
    await close();
  }
}

async function lookAt(trial: AgentTrial, options: DoctorAgentOptions): Promise<DoctorFinding[]> {
  const found = await agentPreflight(trial, {
    startCeilingMs: options.startCeilingMs ?? 5_000,
    signal: options.signal,
  });
  if ('unfit' in found) return [...reached(trial), undrivable(trial, found.unfit)];
  const { capabilities, services } = found.subject;
  return [
    ...reached(trial),
    ...malformed(trial),
    declared(services),
    capsuleFinding(services),
    profilesFinding(found.profiles, options.session ?? 'auto'),
    ...capabilityFindings(capabilities),
    await restartFinding(trial),
    await stopFinding(trial),
    countFinding(found.profiles, found.subject.capsule, options.session ?? 'auto'),
  ];
}

const stepTitles = {
  agentRegister: 'It registers',
  serviceReport: 'It reports its services',
  agentHeartbeat: 'It sends heartbeats',
} as const;

function reached(trial: AgentTrial): DoctorFinding[] {
  return (Object.keys(stepTitles) as (keyof typeof stepTitles)[]).flatMap((step) => {
    const [first] = trial.requests(step);
    if (!first) return [];
    const afterMs = Math.round(first.startedAtMs - (trial.transcript.notes[0]?.atMs ?? 0));
    return [
      {
        title: stepTitles[step],
        state: 'fine',
        detail: `${(afterMs / 1000).toFixed(1)} s after its start`,
        advice: null,
      },
    ];
  });
}

function undrivable(trial: AgentTrial, unfit: string): DoctorFinding {
  return { title: 'It cannot be driven', state: 'wrong', detail: unfit, advice: adviceFor(trial) };
}

function adviceFor(trial: AgentTrial): string {
  const { exchanges } = trial.opstage;
  const stranger = exchanges.find(({ operationId }) => operationId === null);
  if (trial.process.startError !== null) {
    return 'The command line is split into words as a shell does, but no shell runs; give the program by its path, or write sh -c "…".';
  }
  if (stranger && trial.requests('agentRegister').length === 0) {
    return `Its first call, ${stranger.method} ${stranger.target}, is no operation of the contract. It should be POST /api/agents/register.`;
  }
  const [problem] = exchanges.flatMap(({ operationId, problems }) =>
    problems.map(({ text }) => `${operationId}: ${text}`),
  );
  if (problem !== undefined) return `What it sent is not the contract's: ${problem}.`;
  if (exchanges.length === 0) {
    return 'It must read OPSTAGE_URL, OPSTAGE_REGISTRATION_TOKEN and OPSTAGE_AGENT_STATE from its environment. If it starts slowly, give --start-timeout-seconds.';
  }
  if (trial.requests('serviceReport').length === 0) {
    return 'After its registration an agent reports its services: POST /api/agents/{agentId}/services/report.';
  }
  return 'Heartbeats begin within one interval of the registration (here 1 s): POST /api/agents/{agentId}/heartbeat.';
}

/** Each kind of mistake once. */
function malformed(trial: AgentTrial): DoctorFinding[] {
  const texts = trial.opstage.exchanges.flatMap(({ operationId, target, problems }) =>
    problems.map(({ text }) => `${operationId ?? target}: ${text}`),
  );
  return [...new Set(texts)].slice(0, 5).map((detail) => ({
    title: 'A request is not as the contract has it',
    state: 'note',
    detail,
    advice: 'The run will fail it; its report shows the request.',
  }));
}

interface Declared {
  manifest?: { code?: unknown; version?: unknown };
  actions?: { name?: unknown }[];
  configs?: { key?: unknown }[];
}

function declared(services: readonly unknown[]): DoctorFinding {
  const each = (services as Declared[]).map(({ manifest, actions = [], configs = [] }) => {
    const names = actions.map(({ name }) => String(name));
    const listed = names.length > 6 ? `${names.slice(0, 6).join(', ')}, …` : names.join(', ');
    const counts = `${names.length} action${names.length === 1 ? '' : 's'}${listed === '' ? '' : ` (${listed})`}`;
    return `${manifest?.code} ${manifest?.version}, ${counts}, ${configs.length} config items`;
  });
  return { title: 'It declares', state: 'fine', detail: each.join('; '), advice: null };
}

function capsuleFinding(services: readonly unknown[]): DoctorFinding {
  const capsule = (services as Declared[]).find(({ manifest }) => manifest?.code === 'conformance');
  const title = 'The conformance capsule';
  const needing = allAgentChecks.filter(({ needs }) => needs?.includes('conformance-capsule')).length;
  if (!capsule) {
    return {
      title,
      state: 'missing',
      detail: `no service has the code "conformance"; ${needing} of ${allAgentChecks.length} checks drive one and will not be applicable`,
      advice: `Declare a service "conformance" in a test build, with the actions ${conformanceActions.join(', ')} and the config items ${conformanceConfigs.join(', ')}. What each does: contract, section 9.`,
    };
  }
  const actions = (capsule.actions ?? []).map(({ name }) => name);
  const configs = (capsule.configs ?? []).map(({ key }) => key);
  const missing = [
    ...conformanceActions.filter((name) => !actions.includes(name)).map((name) => `the action ${name}`),
    ...conformanceConfigs.filter((key) => !configs.includes(key)).map((key) => `the config item ${key}`),
  ];
  if (missing.length === 0) return { title, state: 'fine', detail: 'complete', advice: null };
  const advice = 'Checks that use them will fail, since a capsule that is declared is taken at its word.';
  return { title, state: 'missing', detail: `without ${missing.join(', ')}`, advice };
}

function profilesFinding(profiles: readonly string[], session: string): DoctorFinding {
  const judged = profiles.filter((profile) => !(session === 'off' && profile === 'agent-session'));
  const title = 'Profiles to be judged';
  if (session !== 'needed' || profiles.includes('agent-session')) {
    return { title, state: 'fine', detail: judged.join(', '), advice: null };
  }
  const advice = '--session demands agent-session, which it does not announce; its checks could not run.';
  return { title, state: 'missing', detail: judged.join(', '), advice };
}

function capabilityFindings(capabilities: readonly string[]): DoctorFinding[] {
  return Object.entries(profileOf)
    .filter(([capability]) => !capabilities.includes(capability))
    .map(([capability, profile]) => ({
      title: `${profile} is left out`,
      state: 'note',
      detail: `${capability} is not among the capabilities of its registration`,
      advice: `If it can do that, announce ${capability} in register, in the first heartbeat of a process and in hello.`,
    }));
}

/** A crash and a restart on the same folder: half of the checks live on that. */
async function restartFinding(trial: AgentTrial): Promise<DoctorFinding> {
  const title = 'It goes on after a crash';
  await trial.kill();
  const after = trial.transcript.messages.length;
  await trial.start();
  const calls = () =>
    trial.opstage.exchanges.filter(({ number, operationId }) => number > after && operationId !== null);
  const called = await within(restartCeilingMs * trial.patience, () => calls().length > 0);
  if (!called) {
    const detail = `no call within ${(restartCeilingMs / 1000) * trial.patience} s of a restart on its state folder`;
    return {
      title,
      state: 'note',
      detail,
      advice: 'The run waits longer. If it never calls again, many checks will fail.',
    };
  }
  const registered = calls().some(({ operationId }) => operationId === 'agentRegister');
  const detail = registered ? 'it registers again' : 'it calls under the token it kept';
  const advice = registered
    ? 'Keep the agent token in OPSTAGE_AGENT_STATE; the registration token is good for one use. Checks that restart it will fail.'
    : null;
  return { title, state: registered ? 'note' : 'fine', detail, advice };
}

async function stopFinding(trial: AgentTrial): Promise<DoctorFinding> {
  const title = 'It stops on SIGTERM';
  const exit = await trial.process.stop(stopCeilingMs * trial.patience);
  if (exit) return { title, state: 'fine', detail: `after ${(exit.tookMs / 1000).toFixed(1)} s`, advice: null };
  const detail = `not within ${(stopCeilingMs / 1000) * trial.patience} s`;
  return { title, state: 'note', detail, advice: 'It may take up to 40 s in the run. Does SIGTERM reach the program?' };
}

function countFinding(profiles: readonly string[], capsule: boolean, session: string): DoctorFinding {
  const applicable = allAgentChecks.filter(
    ({ profile, needs }) =>
      profiles.includes(profile) &&
      (capsule || !needs?.includes('conformance-capsule')) &&
      !(session === 'off' && profile === 'agent-session'),
  );
  const detail = `${applicable.length} of ${allAgentChecks.length}, those of SHOULDs included`;
  return { title: 'Checks that apply', state: 'note', detail, advice: null };
}

async function within(ceilingMs: number, holds: () => boolean): Promise<boolean> {
  const deadline = performance.now() + ceilingMs;
  while (!holds()) {
    if (performance.now() >= deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return true;
}
