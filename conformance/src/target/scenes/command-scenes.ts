/** Calls about commands, of the agent that runs them and of the operator who wants them. */
import type { FakeAgent } from '../fake-agent.ts';
import type { OpstageDriver, ReportedService } from '../opstage-driver.ts';
import { keptCommand, keptService } from './kept-objects.ts';
import type { Scene, Stage } from './scene.ts';
import { agentWitness, commandsWitness, commandWitness } from './witnesses.ts';

export const commandScenes = {
  commandClaim: {
    async stage(driver) {
      const service = await newService(driver);
      const command = await driver.createCommand(service);
      const { agent } = service;
      const call = { as: agent, path: { agentId: agent.id } };
      return {
        call,
        bodies: [{ bootId: agent.bootId, max: 1, waitSeconds: 0 }],
        query: {},
        witnesses: [agentWitness(driver, agent.id), commandWitness(driver, command.id)],
        // A claim that may wait long finds a command at once.
        again: async (body) => {
          await driver.createCommand(service);
          return { ...call, body };
        },
      };
    },
  },
  commandAck: {
    names: ['/deliveryId'],
    forbids: (body) => Reflect.get(body, 'accepted') === false && Reflect.get(body, 'error') == null,
    stage: async (driver) =>
      ofDelivery(driver, [
        { accepted: true },
        { accepted: false, error: { code: 'AGENT_BUSY', message: 'Four runs are under way' } },
      ]),
  },
  commandProgress: {
    names: ['/deliveryId'],
    stage: async (driver) =>
      ofDelivery(driver, [{ seq: 3, percent: 40, message: 'Reading', data: { read: 4 } }], 'started'),
  },
  commandResult: {
    names: ['/deliveryId'],
    // Nobody asked for a cancellation here.
    forbids: (body) => Reflect.get(body, 'cancelled') === true,
    stage: async (driver) =>
      ofDelivery(
        driver,
        [
          {
            success: false,
            cancelled: false,
            message: 'The mailbox did not answer',
            data: { tried: 3 },
            error: { code: 'ACTION_FAILED', message: 'timeout' },
            startedAt: '2026-03-01T09:30:00Z',
            finishedAt: '2026-03-01T09:30:02.5Z',
          },
        ],
        'started',
      ),
  },
  commandCreate: {
    async stage(driver) {
      const service = await newService(driver);
      const call = { path: { serviceId: service.id, actionName: 'echo' } };
      return {
        call,
        bodies: [{ payload: { text: 'hello' }, confirmation: true, queue: false, startWithinSeconds: 60 }],
        query: {},
        witnesses: [commandsWitness(driver, service.id)],
        again: (body) => whileLive(service.agent, { ...call, body }),
      };
    },
  },
  commandList: {
    async stage(driver) {
      const service = await keptService(driver);
      await keptCommand(driver);
      const query = {
        status: 'PENDING',
        agentId: service.agent.id,
        serviceId: service.id,
        from: '2026-01-01T00:00:00Z',
        to: '2126-01-01T00:00:00Z',
        page: 1,
        pageSize: 20,
      };
      return { call: {}, bodies: [], query, witnesses: [], again: async () => ({}) };
    },
  },
  commandView: {
    async stage(driver) {
      return onCommand(driver, await keptCommand(driver), []);
    },
  },
  commandCancel: {
    async stage(driver) {
      const { id } = await driver.createCommand(await newService(driver));
      return onCommand(driver, id, [{ reason: 'not needed any more' }]);
    },
  },
  commandRetry: {
    async stage(driver) {
      const service = await newService(driver);
      const { id } = await driver.createCommand(service);
      driver.must(await driver.send('commandCancel', { path: { commandId: id }, body: {} }));
      const stage = onCommand(driver, id, [{ payload: { text: 'again' }, confirmation: true }]);
      return {
        ...stage,
        witnesses: [...stage.witnesses, commandsWitness(driver, service.id)],
        again: (body) => whileLive(service.agent, { ...stage.call, body }),
      };
    },
  },
} satisfies Record<string, Scene>;

async function newService(driver: OpstageDriver): Promise<ReportedService> {
  return driver.reportService(await driver.enrol());
}

async function whileLive<Call>(agent: FakeAgent, call: Call): Promise<Call> {
  await agent.stayLive();
  return call;
}

function onCommand(driver: OpstageDriver, commandId: string, bodies: readonly object[]): Stage {
  const call = { path: { commandId } };
  return {
    call,
    bodies,
    query: {},
    witnesses: [commandWitness(driver, commandId)],
    again: async (body) => ({ ...call, body }),
  };
}

/** Each call needs a delivery of its own: an ack or a result counts once. */
async function ofDelivery(
  driver: OpstageDriver,
  bodies: readonly object[],
  state: 'delivered' | 'started' = 'delivered',
): Promise<Stage> {
  const service = await newService(driver);
  const { agent } = service;
  const deliver = async () => {
    const command = await driver.createCommand(service);
    const delivery = await driver.deliver(agent, command);
    if (state === 'started') driver.must(await agent.ack(delivery));
    return { path: { agentId: agent.id, commandId: command.id }, deliveryId: delivery.delivery.id };
  };
  const first = await deliver();
  return {
    call: { as: agent, path: first.path },
    bodies: bodies.map((body) => ({ deliveryId: first.deliveryId, ...body })),
    query: {},
    witnesses: [agentWitness(driver, agent.id), commandWitness(driver, first.path.commandId)],
    async again(body, kept) {
      const { path, deliveryId } = await deliver();
      return { as: agent, path, body: kept === '/deliveryId' ? body : { ...body, deliveryId } };
    },
  };
}
