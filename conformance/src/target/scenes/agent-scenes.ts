/** Calls of an agent about itself: registration, liveness, its token, its services. */
import type { OpstageDriver } from '../opstage-driver.ts';
import { completeService } from './complete-service.ts';
import type { Scene, Stage } from './scene.ts';
import {
  agentsWitness,
  agentWitness,
  auditWitness,
  servicesWitness,
  serviceWitnesses,
  tokenWitness,
} from './witnesses.ts';

export const agentScenes = {
  agentRegister: {
    names: ['/registrationToken', '/agent/code'],
    async stage(driver) {
      // An ephemeral token lets `agent.code` be absent, so that every optional member can be.
      const token = { maxUses: driver.limits.registrationTokenMaxUses, ephemeral: true };
      const issued = await driver.registrationToken(token);
      const prefix = driver.newCode('registering');
      const body = {
        registrationToken: issued.token,
        agent: { code: prefix, name: 'Proxy checker', mode: 'sidecar', runtime: 'python', version: '2.4.1' },
        bootId: driver.newBootId(),
        capabilities: ['commands.progress'],
        services: [completeService(driver.newCode('proxies'))],
      };
      return {
        call: {},
        bodies: [body],
        query: {},
        witnesses: [tokenWitness(driver, issued.id), agentsWitness(driver, prefix)],
        async again(given, kept) {
          const { agent } = given as typeof body;
          const fresh =
            agent.code && kept !== '/agent/code' ? { ...agent, code: driver.newCode('registering') } : agent;
          return { body: { ...given, agent: fresh } };
        },
      };
    },
  },
  agentHeartbeat: {
    async stage(driver) {
      const { id, agent } = await driver.reportService(await driver.enrol());
      const body = {
        bootId: agent.bootId,
        capabilities: ['commands.progress', 'commands.cancel', 'token.rotate'],
        sentAt: '2026-03-01T09:30:00+02:00',
        services: [{ code: driver.newCode('service'), revision: 'r1', health: completeService('x').health }],
        running: ['cmd_0123456789abcdef'],
        events: [
          {
            id: 'ev-1',
            serviceCode: driver.newCode('service'),
            type: 'mailbox.full',
            at: '2026-03-01T09:30:00Z',
            message: 'The mailbox is full',
            data: { mailbox: 'billing' },
          },
        ],
      };
      return ofAgent(driver, { ...own(agent), bodies: [body] }, agent.id, id);
    },
  },
  agentDisconnect: {
    async stage(driver) {
      const agent = await driver.enrol();
      const bodies = [{ bootId: agent.bootId, reason: 'deployment' }];
      return ofAgent(driver, { ...own(agent), bodies }, agent.id);
    },
  },
  agentTokenRotate: {
    async stage(driver) {
      const agent = await driver.enrol();
      return ofAgent(driver, { ...own(agent), bodies: [{ bootId: agent.bootId }] }, agent.id);
    },
  },
  serviceReport: {
    async stage(driver) {
      const { id, agent } = await driver.reportService(await driver.enrol());
      const body = {
        bootId: agent.bootId,
        services: [completeService(driver.newCode('proxies'))],
        released: [driver.newCode('gone')],
      };
      return ofAgent(driver, { ...own(agent), bodies: [body] }, agent.id, id);
    },
  },
  agentSession: {
    async stage(driver) {
      const agent = await driver.enrol();
      return ofAgent(driver, { ...own(agent), bodies: [] }, agent.id);
    },
  },
} satisfies Record<string, Scene>;

function own(agent: { id: string } & Stage['call']['as']): Pick<Stage, 'call'> {
  return { call: { as: agent, path: { agentId: agent.id } } };
}

function ofAgent(
  driver: OpstageDriver,
  parts: Pick<Stage, 'call' | 'bodies'>,
  agentId: string,
  serviceId?: string,
): Stage {
  const witnesses = [
    agentWitness(driver, agentId),
    servicesWitness(driver, agentId),
    auditWitness(driver, { actorId: agentId }),
  ];
  if (serviceId !== undefined) witnesses.push(...serviceWitnesses(driver, serviceId));
  return { query: {}, ...parts, witnesses, again: async (body) => ({ ...parts.call, body }) };
}
