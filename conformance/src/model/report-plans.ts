/** Who owns a service: reports, takeovers of free codes, releases. */
import { agentGate, heard, ownToken } from './gates.ts';
import type { ModelOperation } from './model-operation.ts';
import { type AgentState, type ModelState, type ServiceState, serviceCodes } from './model-state.ts';
import { type ExpectedEvent, itemEvents, type Outcome, outcome, type Plan, ref } from './outcome.ts';

type Of<Name extends ModelOperation['op']> = Extract<ModelOperation, { op: Name }>;

export function planReport(state: ModelState, op: Of<'report'>): Plan | null {
  const agent = op.agent % state.agents.length;
  const self = state.agents[agent] as AgentState;
  if (self.disconnected) return null;
  const code = op.service % serviceCodes;
  const version = op.version % 3;
  return {
    send: {
      operationId: 'serviceReport',
      as: { agent, token: ownToken(state, agent) },
      path: { agentId: ref('agent', agent) },
      body: { bootId: self.boot, services: [{ service: { code: 'service', of: code }, version }] },
    },
    allow: [agentGate(state, 'serviceReport', agent) ?? reported(state, agent, code, version)],
  };
}

function reported(state: ModelState, agent: number, code: number, version: number): Outcome {
  const stored = state.services[code] ?? null;
  const involved = { by: ref('agent', agent), about: { service: ref('service', code) } };
  const item = (name: string): ExpectedEvent[] => itemEvents('reportedService', name, involved);
  const owner = stored === null ? null : state.agents[stored.agent];
  const isFree = stored !== null && (stored.released || owner?.status === 'REVOKED');
  const isOwn = stored?.agent === agent && !stored.released;
  if (stored !== null && !isFree && !isOwn) return taken(state, agent, code, item('code-taken'));
  const store = (draft: ModelState) => {
    draft.services[code] = { agent, released: false, version };
    heard(draft, agent);
  };
  const base = outcome(state, 'serviceReport', 'accepted', { by: involved.by, effect: store });
  const accepted = (name: string, requirement: Outcome['requirement'], events: ExpectedEvent[]): Outcome => ({
    ...base,
    tag: `serviceReport/${name}`,
    requirement,
    events,
    facts: [
      { at: 'services.length', is: 1, requirement },
      { at: 'rejected.length', is: 0, requirement },
      ...(stored === null ? [] : [{ at: 'services.0.id', is: ref('service', code), requirement }]),
    ],
    binds: stored === null ? [{ at: 'services.0.id', to: ref('service', code) }] : [],
  });
  if (stored === null) return accepted('first-report', 'report-upsert', item('first-report'));
  const changed = stored.version === version ? [] : item('manifest-changed');
  if (!isOwn) return accepted('taken-over', 'service-ownership', [...item('taken-over'), ...changed]);
  return accepted(changed.length > 0 ? 'manifest-changed' : 'unchanged', 'report-upsert', changed);
}

function taken(state: ModelState, agent: number, code: number, events: ExpectedEvent[]): Outcome {
  const equal = `service.report.refused ${agent} ${code}`;
  return {
    ...outcome(state, 'serviceReport', 'accepted', { by: ref('agent', agent) }),
    tag: 'serviceReport/code-taken',
    requirement: 'service-ownership',
    facts: [
      { at: 'services.length', is: 0 },
      { at: 'rejected.length', is: 1 },
      { at: 'rejected.0.error.code', is: 'SERVICE_CODE_TAKEN' },
    ],
    events: state.refusals.includes(equal) ? [] : events,
    effect: (draft) => {
      draft.refusals.push(equal);
      heard(draft, agent);
    },
  };
}

export function planRelease(state: ModelState, op: Of<'release'>): Plan | null {
  const agent = op.agent % state.agents.length;
  const self = state.agents[agent] as AgentState;
  const code = op.service % serviceCodes;
  const stored = state.services[code] ?? null;
  if (self.disconnected) return null;
  const isHeld = stored?.agent === agent && !stored.released;
  const name = isHeld ? 'released' : 'not-held';
  const by = ref('agent', agent);
  const released: Outcome = {
    ...outcome(state, 'serviceReport', 'accepted', { by }),
    tag: `serviceReport/${name}`,
    requirement: 'service-ownership',
    events: itemEvents('releasedCode', name, { by, about: { service: ref('service', code) } }),
    effect: (draft) => {
      if (isHeld) (draft.services[code] as ServiceState).released = true;
      heard(draft, agent);
    },
  };
  return {
    send: {
      operationId: 'serviceReport',
      as: { agent, token: ownToken(state, agent) },
      path: { agentId: by },
      body: { bootId: self.boot, services: [], released: [{ code: 'service', of: code }] },
    },
    allow: [agentGate(state, 'serviceReport', agent) ?? released],
  };
}
