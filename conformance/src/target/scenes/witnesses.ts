/** What an operator sees of one object, without the members that time alone changes. */
import type { OperationId } from 'capsule-contract/types';
import type { CallOptions } from '../contract-call.ts';
import type { OpstageDriver } from '../opstage-driver.ts';
import type { Witness } from './scene.ts';

const evaluatedOfAgent = ['status', 'statusReason', 'sessionOpen'];
const evaluatedOfService = ['effectiveStatus', 'statusReason'];
const evaluatedOfCommand = [
  'status',
  'finishedAt',
  'outcomeKnown',
  'error',
  'attempt',
  'deliveredAt',
  'leaseExpiresAt',
];
const evaluatedOfToken = ['status'];

export function agentWitness(driver: OpstageDriver, agentId: string): Witness {
  return view(driver, 'agentView', { path: { agentId } }, evaluatedOfAgent);
}

export function serviceWitnesses(driver: OpstageDriver, serviceId: string): Witness[] {
  const path = { serviceId };
  return [
    view(driver, 'serviceView', { path }, evaluatedOfService),
    view(driver, 'serviceManifestView', { path }, []),
    view(driver, 'serviceHealthView', { path }, evaluatedOfService),
    view(driver, 'serviceConfigView', { path }, []),
  ];
}

export function commandWitness(driver: OpstageDriver, commandId: string): Witness {
  return view(driver, 'commandView', { path: { commandId } }, evaluatedOfCommand);
}

/** Which commands a service has. */
export function commandsWitness(driver: OpstageDriver, serviceId: string): Witness {
  return members(driver, 'commandList', { serviceId }, 'the commands of the service');
}

/** Which services an agent has. */
export function servicesWitness(driver: OpstageDriver, agentId: string): Witness {
  return members(driver, 'serviceList', { agentId }, 'the services of the agent');
}

/** Which agents there are whose code holds this text. */
export function agentsWitness(driver: OpstageDriver, q: string): Witness {
  return members(driver, 'agentList', { q }, `the agents of ${q}`);
}

export function tokenWitness(driver: OpstageDriver, tokenId: string): Witness {
  return view(driver, 'registrationTokenView', { path: { tokenId } }, evaluatedOfToken);
}

export function userWitness(driver: OpstageDriver, userId: string): Witness {
  return view(driver, 'userView', { path: { userId } }, []);
}

/** Whether there is a user of this name, among all. */
export function usersWitness(driver: OpstageDriver, username: string): Witness {
  return {
    what: `the users called ${username}`,
    async read() {
      const { pageSizeMax: pageSize } = driver.limits;
      for (let page = 1; ; page += 1) {
        const reply = await driver.send('userList', { query: { page, pageSize } });
        const users = driver.must(reply);
        const found = users.filter((user) => user.username === username).map(({ id }) => id);
        if (found.length > 0 || users.length < pageSize) return { state: found, message: reply.message };
      }
    },
  };
}

/** What an audit filter finds: everything somebody did or something underwent. */
export function auditWitness(driver: OpstageDriver, query: { actorId: string } | { targetId: string }): Witness {
  return members(driver, 'auditList', query, 'the audit events');
}

function view(driver: OpstageDriver, operationId: OperationId, options: CallOptions, evaluated: string[]): Witness {
  return {
    what: operationId,
    async read() {
      const reply = await driver.send(operationId, options);
      return { state: without(driver.must(reply), evaluated), message: reply.message };
    },
  };
}

type Listing = 'commandList' | 'serviceList' | 'agentList' | 'auditList';

function members(driver: OpstageDriver, operationId: Listing, query: Record<string, string>, what: string): Witness {
  return {
    what,
    async read() {
      const reply = await driver.send(operationId, { query: { ...query, pageSize: driver.limits.pageSizeMax } });
      const items = driver.must(reply) as readonly { id: string }[];
      const { pagination } = reply.body as { pagination?: { total?: number } };
      return { state: { total: pagination?.total, newest: items.map(({ id }) => id) }, message: reply.message };
    },
  };
}

function without(value: unknown, names: readonly string[]): unknown {
  return Object.fromEntries(Object.entries(value as object).filter(([name]) => !names.includes(name)));
}
