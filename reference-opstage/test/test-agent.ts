/** An enrolled agent for tests, with one service and whatever actions a test needs. */
import type { Credentials, Reply, TestOpstage } from './test-opstage.ts';

export const bootId = 'boot-0000-0001';

export interface TestAgent {
  id: string;
  code: string;
  as: Credentials;
  serviceId: string;
  serviceCode: string;
  heartbeat(changes?: object): Promise<Reply>;
  claim(changes?: object): Promise<{ id: string; payload: unknown; delivery: { id: string; attempt: number } }[]>;
  ack(commandId: string, deliveryId: string, changes?: object): Promise<Reply>;
  result(commandId: string, body: object): Promise<Reply>;
}

let made = 0;

export function uniqueCode(prefix: string): string {
  made += 1;
  return `${prefix}-${made}`;
}

export function manifestOf(code: string, changes: object = {}) {
  const words = { name: 'OTP reader', version: '1.2.0', description: 'Reads one-time passwords.' };
  return {
    kind: 'CapsuleService',
    schemaVersion: '1.0',
    code,
    ...words,
    runtime: 'nodejs',
    agentMode: 'embedded',
    ...changes,
  };
}

export function actionOf(name: string, changes: object = {}) {
  const harmless = { dangerLevel: 'LOW', requiresConfirmation: false, idempotent: true, cancellable: false };
  return { name, label: name, ...harmless, ...changes };
}

export async function newRegistrationToken(opstage: TestOpstage, body: object = {}): Promise<string> {
  const issued = (await opstage.data('registrationTokenCreate', { as: opstage.owner, body })) as { token: string };
  return issued.token;
}

export async function register(opstage: TestOpstage, token: string, code: string | null, headers = {}): Promise<Reply> {
  const agent = { ...(code === null ? {} : { code }), mode: 'embedded', runtime: 'nodejs' };
  const capabilities = ['commands.progress', 'commands.cancel', 'token.rotate'];
  const body = { registrationToken: token, agent, bootId, capabilities };
  return opstage.send('agentRegister', { body, headers });
}

export async function enrol(opstage: TestOpstage, actions: object[] = [actionOf('echo')]): Promise<TestAgent> {
  const code = uniqueCode('agent');
  const registered = await register(opstage, await newRegistrationToken(opstage), code);
  const { agentId, agentToken } = registered.body.data as unknown as { agentId: string; agentToken: string };
  const as = { bearer: agentToken };
  const path = { agentId };
  const serviceCode = uniqueCode('service');
  const report = { manifest: manifestOf(serviceCode), revision: 'r1', health: { status: 'UP' }, actions };
  const reported = (await opstage.data('serviceReport', { path, as, body: { bootId, services: [report] } })) as {
    services: { id: string }[];
  };
  return {
    id: agentId,
    code,
    as,
    serviceId: reported.services[0]?.id ?? '',
    serviceCode,
    heartbeat: (changes = {}) => {
      const services = [{ code: serviceCode, revision: 'r1', health: { status: 'UP' } }];
      return opstage.send('agentHeartbeat', { path, as, body: { bootId, services, running: [], ...changes } });
    },
    claim: async (changes = {}) => {
      const body = { bootId, max: 10, waitSeconds: 0, ...changes };
      const { commands } = (await opstage.data('commandClaim', { path, as, body })) as { commands: never[] };
      return commands;
    },
    ack: (commandId, deliveryId, changes = {}) => {
      const body = { deliveryId, accepted: true, ...changes };
      return opstage.send('commandAck', { path: { ...path, commandId }, as, body });
    },
    result: (commandId, body) => opstage.send('commandResult', { path: { ...path, commandId }, as, body }),
  };
}

export async function execute(
  opstage: TestOpstage,
  agent: TestAgent,
  actionName = 'echo',
  body: object = {},
  headers: Record<string, string> = {},
): Promise<Reply> {
  return opstage.send('commandCreate', {
    path: { serviceId: agent.serviceId, actionName },
    as: opstage.owner,
    body,
    headers,
  });
}

/** A command that is RUNNING, with the delivery that was acknowledged. */
export async function runningCommand(opstage: TestOpstage, agent: TestAgent, actionName = 'echo', body: object = {}) {
  const created = await execute(opstage, agent, actionName, body);
  if (created.status !== 200) throw new Error(`execute answered ${created.text}`);
  const [delivered] = await agent.claim();
  if (delivered === undefined) throw new Error('nothing to claim');
  await agent.ack(delivered.id, delivered.delivery.id);
  return { id: delivered.id, deliveryId: delivered.delivery.id };
}

export async function commandNow(opstage: TestOpstage, commandId: string) {
  return (await opstage.data('commandView', { path: { commandId }, as: opstage.owner })) as {
    status: string;
    outcomeKnown: boolean | null;
    finishedAt: string;
    startBy: string;
    attempt: number;
    payload: Record<string, unknown>;
    payloadErased: boolean;
    error: { code: string } | null;
    lateResult: object | null;
  };
}

export async function auditActions(opstage: TestOpstage, query = ''): Promise<string[]> {
  const events = (await opstage.data('auditList', { as: opstage.owner, query: `pageSize=100${query}` })) as {
    action: string;
  }[];
  return events.map(({ action }) => action).reverse();
}
