/** Agents that only exist on the wire: registered with one service and one action each, without a process of their own. */
import type { Opstage } from './opstage.ts';
import { requestBytes } from './raw-http.ts';

export interface SimulatedAgent {
  id: string;
  bearer: string;
  serviceId: string;
  serviceCode: string;
  bootId: string;
}

const usesMax = 1000;
const parallel = 16;

export async function registerAgents(
  opstage: Opstage,
  count: number,
  progress: (line: string) => void,
): Promise<SimulatedAgent[]> {
  const agents: SimulatedAgent[] = [];
  for (let first = 0; first < count; first += usesMax) {
    const batch = Math.min(usesMax, count - first);
    const { token } = await opstage.call<{ token: string }>('POST', '/api/admin/registration-tokens', {
      maxUses: batch,
    });
    const numbers = Array.from({ length: batch }, (_, index) => first + index);
    const worker = async () => {
      for (let number = numbers.pop(); number !== undefined; number = numbers.pop()) {
        agents.push(await register(opstage, token, number));
        if (agents.length % 100 === 0) progress(`registering agents: ${agents.length} of ${count}`);
      }
    };
    await Promise.all(Array.from({ length: parallel }, worker));
  }
  return agents;
}

async function register(opstage: Opstage, registrationToken: string, number: number): Promise<SimulatedAgent> {
  const serviceCode = `service-${number}`;
  const bootId = `boot-${String(number).padStart(12, '0')}`;
  const manifest = {
    ...{ kind: 'CapsuleService', schemaVersion: '1.0', code: serviceCode, name: `Service ${number}`, version: '1.0.0' },
    ...{ description: 'Made for a benchmark.', runtime: 'nodejs', agentMode: 'external' },
  };
  const harmless = { dangerLevel: 'LOW', requiresConfirmation: false, idempotent: true, cancellable: false };
  const actions = [{ name: 'echo', label: 'Echo', ...harmless }];
  const body = {
    registrationToken,
    agent: { code: `agent-${number}`, mode: 'external', runtime: 'nodejs' },
    bootId,
    capabilities: ['commands.progress', 'commands.cancel', 'session.ws'],
    services: [{ manifest, revision: '1', health: { status: 'UP' }, actions }],
  };
  const { agentId, agentToken, services } = await opstage.call<{
    agentId: string;
    agentToken: string;
    services: { id: string }[];
  }>('POST', '/api/agents/register', body, {});
  return { id: agentId, bearer: agentToken, serviceId: services[0]?.id ?? '', serviceCode, bootId };
}

/** What an agent says every interval. */
export function heartbeatOf({ serviceCode, bootId }: SimulatedAgent): object {
  return { bootId, services: [{ code: serviceCode, revision: '1', health: { status: 'UP' } }], running: [] };
}

export function agentRequest(agent: SimulatedAgent, path: string, body: object): Buffer {
  const headers = { Authorization: `Bearer ${agent.bearer}`, 'Capsule-Contract': '1' };
  return requestBytes({ method: 'POST', path: `/api/agents/${agent.id}${path}`, headers, body });
}

export function ownerRequest({ owner }: Opstage, method: string, path: string, body?: object): Buffer {
  return requestBytes({ method, path, headers: owner, ...(body === undefined ? {} : { body }) });
}
