import type { CommandDelivery } from 'capsule-contract/types';
import type { ReportedService } from '../../../target/opstage-driver.ts';
import type { OpstageTrial } from '../../opstage-trial.ts';
import type { Outcomes } from './outcome.ts';

const refusal = { accepted: false, error: { code: 'AGENT_BUSY' } };

export const deliveryOutcomes: Outcomes = {
  commandClaim: {
    answered: async (t) => {
      const service = await t.service();
      await t.createCommand(service);
      return { reply: await service.agent.claim() };
    },
  },
  commandAck: {
    started: async (t) => {
      const { service, delivery } = await delivered(t);
      return { reply: await service.agent.ack(delivery) };
    },
    'refused-by-agent': async (t) => {
      const { service, delivery } = await delivered(t);
      return { reply: await service.agent.ack(delivery, refusal) };
    },
    unchanged: async (t) => {
      const { service, delivery } = await delivered(t);
      t.driver.must(await service.agent.ack(delivery));
      return { reply: await service.agent.ack(delivery) };
    },
  },
  commandProgress: {
    answered: async (t) => {
      const { service, delivery } = await started(t);
      return { reply: await service.agent.progress(delivery, { percent: 10 }) };
    },
  },
  commandResult: {
    succeeded: async (t) => {
      const { service, delivery } = await started(t);
      return { reply: await service.agent.result(delivery) };
    },
    failed: async (t) => {
      const { service, delivery } = await started(t);
      return { reply: await service.agent.result(delivery, { success: false, error: { code: 'ACTION_FAILED' } }) };
    },
    cancelled: async (t) => {
      const { service, delivery } = await started(t, 'slow');
      t.driver.must(await t.send('commandCancel', { path: { commandId: delivery.id } }));
      return { reply: await service.agent.result(delivery, { success: false, cancelled: true }) };
    },
    late: async (t) => {
      t.seconds('runLeaseSeconds');
      const { service, delivery } = await started(t);
      await t.until('the run lease to lapse', async () => {
        const command = t.driver.must(await t.send('commandView', { path: { commandId: delivery.id } }));
        return command.status === 'FAILED';
      });
      return { reply: await service.agent.result(delivery) };
    },
    replayed: async (t) => {
      const { service, delivery } = await started(t);
      t.driver.must(await service.agent.result(delivery));
      return { reply: await service.agent.result(delivery) };
    },
  },
};

type Delivered = { service: ReportedService; delivery: CommandDelivery };

async function delivered(t: OpstageTrial): Promise<Delivered> {
  const service = await t.service();
  return { service, delivery: await t.deliver(service.agent, await t.createCommand(service)) };
}

async function started(t: OpstageTrial, action = 'echo'): Promise<Delivered> {
  const service = await t.service();
  return { service, delivery: (await t.startCommand(service, { action })).delivery };
}
