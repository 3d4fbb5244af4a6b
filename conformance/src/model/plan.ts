/** The reference model: what a step becomes in a state, and everything the contract lets follow. Pure. */
import { planDecision, planDisconnect, planHeartbeat, planRestart, planRotate, planUseToken } from './agent-plans.ts';
import { commandFacts } from './command-facts.ts';
import { planCancel, planCreate, planRetry, planView } from './command-plans.ts';
import { planAck, planClaim, planProgress, planResult } from './delivery-plans.ts';
import { step } from './lifecycle.ts';
import type { ModelOperation } from './model-operation.ts';
import type { AgentState, CommandState, DeliveryState, ModelState } from './model-state.ts';
import { type Fact, type Outcome, outcome, type Plan, ref } from './outcome.ts';
import { planIssue, planRegister, planWithdraw, registrationTokenStatus } from './registration-plans.ts';
import { planRelease, planReport } from './report-plans.ts';

/** Null where the step means nothing in this state, or where the contract leaves open what it means. */
export function plan(state: ModelState, operation: ModelOperation): Plan | null {
  switch (operation.op) {
    case 'create':
      return planCreate(state, operation);
    case 'claim':
      return planClaim(state, operation);
    case 'ack':
      return planAck(state, operation);
    case 'progress':
      return planProgress(state, operation);
    case 'result':
      return planResult(state, operation);
    case 'cancel':
      return planCancel(state, operation);
    case 'retry':
      return planRetry(state, operation);
    case 'view':
      return planView(state, operation);
    case 'heartbeat':
      return planHeartbeat(state, operation);
    case 'restart':
      return planRestart(state, operation);
    case 'useToken':
      return planUseToken(state, operation);
    case 'disconnect':
      return planDisconnect(state, operation);
    case 'rotate':
      return planRotate(state, operation);
    case 'disable':
    case 'enable':
    case 'revoke':
      return planDecision(state, operation);
    case 'report':
      return planReport(state, operation);
    case 'release':
      return planRelease(state, operation);
    case 'issue':
      return planIssue(state, operation);
    case 'withdraw':
      return planWithdraw(state, operation);
    case 'register':
      return planRegister(state, operation);
    case 'lapse':
      return planLapse(state, operation.what);
  }
}

/** Time passes, once in a program: what only it changes. The longer wait is also one for the shorter duration. */
function planLapse(state: ModelState, what: 'startBy' | 'ackLease'): Plan | null {
  const isCancelling = state.commands.some(({ status, cancelRequested }) => status === 'RUNNING' && cancelRequested);
  if (state.lapsed || isCancelling) return null;
  const waiting = state.commands
    .map((command, index) => ({ command, index }))
    .filter(
      ({ command }) => command.status === 'PENDING' && (what === 'startBy' ? command.short : isDelivered(command)),
    );
  if (waiting.length === 0) return null;
  const expired = step('command', 'PENDING', { timer: 'startWithinSecondsDefault' });
  const expiry = { status: expired.to, outcomeKnown: expired.outcomeKnown, because: expired.requirement };
  const { requirement } = step('command', 'PENDING', {
    timer: what === 'startBy' ? 'startWithinSecondsDefault' : 'ackLeaseSeconds',
  });
  const passed: Outcome = {
    tag: `lapse/${what}`,
    requirement,
    answer: 'SUCCESS',
    facts: [],
    binds: [],
    events: [],
    effect: (draft) => {
      draft.lapsed = true;
      for (const command of draft.commands.filter(({ status }) => status === 'PENDING')) {
        if (command.short) Object.assign(command, expiry);
        if (what === 'startBy') continue;
        for (const one of command.deliveries) (draft.deliveries[one] as DeliveryState).lapsed = true;
      }
    },
  };
  return { send: { pause: what }, allow: [passed] };
}

function isDelivered({ deliveries }: CommandState): boolean {
  return deliveries.length > 0;
}

const onlooker = 2;
const reader = 0;

/** Everything an operator can see of the program's objects, read at its end. */
export function closingReads(state: ModelState): Plan[] {
  const by = ref('user', onlooker);
  const read = (
    operationId: 'agentView' | 'serviceView' | 'commandList',
    facts: Fact[],
    where: Partial<Extract<Plan['send'], { operationId: unknown }>>,
  ): Plan => ({
    send: { operationId, as: { user: onlooker }, ...where },
    allow: [outcome(state, operationId, 'answered', { by, facts })],
  });
  const commandsOf = (agent: number): Plan => {
    const own = state.commands.flatMap((command, index) => (command.agent === agent ? [index] : []));
    const facts: Fact[] = [
      { at: 'length', is: own.length, requirement: 'action-gate' },
      ...own.flatMap((index) => commandFacts(state, index, { item: ref('command', index) })),
    ];
    return read('commandList', facts, { query: { agentId: ref('agent', agent), pageSize: 100 } });
  };
  const agents = state.agents.flatMap(({ status, because }, agent): Plan[] => {
    const path = { agentId: ref('agent', agent) };
    const owned = state.services.filter((service) => service?.agent === agent && !service.released).length;
    const facts: Fact[] = [{ at: 'status', is: status, requirement: because }];
    // Whether the services of a revoked agent are still counted as its own the contract does not say.
    if (status !== 'REVOKED') facts.push({ at: 'serviceCount', is: owned, requirement: 'service-ownership' });
    return [read('agentView', facts, { path }), commandsOf(agent)];
  });
  const services = state.services.flatMap((service, code): Plan[] => {
    if (service === null) return [];
    const requirement = 'service-ownership';
    const facts: Fact[] = [
      { at: 'agentId', is: ref('agent', service.agent), requirement },
      { at: 'released', is: service.released, requirement },
      { at: 'version', is: `1.0.${service.version}`, requirement: 'report-upsert' },
    ];
    return [read('serviceView', facts, { path: { serviceId: ref('service', code) } })];
  });
  const tokens = state.registrationTokens.map((token, index): Plan => {
    const facts: Fact[] = [
      { at: 'status', is: registrationTokenStatus(token), requirement: 'registration-token-states' },
      { at: 'uses', is: token.uses, requirement: 'registration-token-uses' },
    ];
    return {
      send: {
        operationId: 'registrationTokenView',
        as: { user: reader },
        path: { tokenId: ref('registrationToken', index) },
      },
      allow: [outcome(state, 'registrationTokenView', 'answered', { by: ref('user', reader), facts })],
    };
  });
  return [...agents, ...services, ...tokens];
}

/** Leaves nothing open behind, and is a step like any other. */
export function closingOperations(state: ModelState): ModelOperation[] {
  return state.agents.flatMap(({ status }: AgentState, agent): ModelOperation[] =>
    status === 'REVOKED' ? [] : [{ op: 'revoke', by: owner, agent }],
  );
}

const owner = 3;
