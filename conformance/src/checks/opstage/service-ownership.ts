/** Contract, section 5: whose a service code is, and how it changes hands. */
import type { FakeAgent } from '../../target/fake-agent.ts';
import { type ServiceItem, serviceItem } from '../../target/sample-service.ts';
import { type OpstageCheck, opstageCheck } from '../check.ts';
import type { OpstageTrial } from '../opstage-trial.ts';
import { auditOf, seenConfigs, seenManifest, seenService } from './operator-reads.ts';
import { undisturbed } from './undisturbed.ts';

const ownership = {
  requirement: 'service-ownership',
  sentence:
    "A service code MUST belong to its agent until that agent is REVOKED or releases it with `released`, which is applied after the services of the same report. Another agent's report of the code MUST be rejected `SERVICE_CODE_TAKEN` with the owner unchanged and the first refusal audited. The next reporter of a free code MUST take over the same service id, audited `service.owner.changed`.",
} as const;

/** Reports one service and expects it to be taken over: the same id, the new agent, one audit record. */
async function takesOver(t: OpstageTrial, heir: FakeAgent, service: { id: string }, item: ServiceItem): Promise<void> {
  const before = await seenService(t, service);
  const reply = await heir.report([item]);
  const { services } = t.expect(reply).success();
  t.equal('the service answered', services, [{ code: item.manifest.code, id: service.id }], reply);
  const after = await seenService(t, service);
  const { agentId, released, createdAt } = after.data;
  const expected = { agentId: heir.id, released: false, createdAt: before.data.createdAt };
  t.equal('the service', { agentId, released, createdAt }, expected, before, reply, after);
  const events = await auditOf(t, { action: 'service.owner.changed', targetId: service.id, actorId: heir.id });
  t.equal('service.owner.changed records of the new owner', events.data.length, 1, events);
}

/** Reports one service and expects the refusal of an owner’s rival. */
async function isRefused(t: OpstageTrial, rival: FakeAgent, item: ServiceItem): Promise<void> {
  const reply = await rival.report([item]);
  const { services, rejected } = t.expect(reply).success();
  const facts = { services, rejected: rejected.map(({ code, error }) => [code, error.code]) };
  t.equal('the answer', facts, { services: [], rejected: [[item.manifest.code, 'SERVICE_CODE_TAKEN']] }, reply);
}

export const serviceOwnershipChecks: OpstageCheck[] = [
  opstageCheck({
    ...ownership,
    id: 'service-ownership/taken',
    title: 'another agent’s report of an owned code is rejected, audited once, and changes nothing',
    how: 'Lets a second agent report and release the code of the first, twice, also while the first is offline. Expects SERVICE_CODE_TAKEN, one service.report.refused record, and service, configs and actions as before.',
    async run(t) {
      await undisturbed(t, ['offlineAfterSeconds', 'refusalDedupSeconds'], async () => {
        const service = await t.service({ configs: [{ key: 'a', type: 'string', editable: false, sensitive: false }] });
        const rival = await t.enrol();
        t.driver.must(await service.agent.disconnect());
        const before = [
          await seenService(t, service),
          await seenConfigs(t, service),
          await seenManifest(t, service),
        ] as const;
        const item = serviceItem({ code: service.code, manifest: { version: '6.6.6' }, configs: [], actions: [] });
        await isRefused(t, rival, item);
        await isRefused(t, rival, item);
        const released = await rival.report([], { released: [service.code] });
        t.expect(released).success();
        const after = [
          await seenService(t, service),
          await seenConfigs(t, service),
          await seenManifest(t, service),
        ] as const;
        t.equal(
          'the service',
          after.map(({ data }) => data),
          before.map(({ data }) => data),
          ...before,
          released,
          ...after,
        );
        const events = await auditOf(t, { action: 'service.report.refused', targetId: service.id, actorId: rival.id });
        const facts = events.data.map(({ result, errorCode }) => ({ result, errorCode }));
        t.equal(
          'service.report.refused records',
          facts,
          [{ result: 'REFUSED', errorCode: 'SERVICE_CODE_TAKEN' }],
          events,
        );
      });
    },
  }),
  opstageCheck({
    ...ownership,
    id: 'service-ownership/released',
    title: 'a released code goes to the next reporter with its id and history',
    how: 'Releases a service and lets another agent report it, then the first again. Expects the service marked released without actions, the same id under the new owner, service.owner.changed audited, and the first agent refused.',
    async run(t) {
      const service = await t.service();
      const heir = await t.enrol();
      t.expect(await service.agent.report([], { released: [service.code] })).success();
      const free = await seenService(t, service);
      t.equal('released', free.data.released, true, free);
      const path = { serviceId: service.id, actionName: 'echo' };
      t.expect(await t.send('commandCreate', { path, body: {} })).refusal('ACTION_NOT_FOUND');
      await takesOver(t, heir, service, service.item);
      await isRefused(t, service.agent, service.item);
    },
  }),
  opstageCheck({
    ...ownership,
    id: 'service-ownership/released-after-services',
    title: 'a report releases after it took the services it brings',
    how: 'Sends one report that brings a service and releases its code, and lets another agent report it. Expects the service stored, released and then taken over under the same id.',
    async run(t) {
      const service = await t.service();
      const item = serviceItem({ code: service.code, manifest: { version: '1.1.0' } });
      const reply = await service.agent.report([item], { released: [service.code] });
      t.equal(
        'the services answered',
        t.expect(reply).success().services,
        [{ code: service.code, id: service.id }],
        reply,
      );
      const free = await seenService(t, service);
      t.equal('the service', [free.data.version, free.data.released], ['1.1.0', true], reply, free);
      await takesOver(t, await t.enrol(), service, item);
    },
  }),
  opstageCheck({
    ...ownership,
    id: 'service-ownership/revoked',
    title: 'the code of a revoked agent is free, that of a disabled one is not',
    how: 'Disables an agent and lets another report its code, then revokes the agent and reports again. Expects SERVICE_CODE_TAKEN first, then the service taken over under the same id and audited.',
    async run(t) {
      const service = await t.service();
      const heir = await t.enrol();
      t.driver.must(await t.send('agentDisable', { path: { agentId: service.agent.id }, body: {} }));
      await isRefused(t, heir, service.item);
      t.driver.must(await t.send('agentRevoke', { path: { agentId: service.agent.id }, body: {} }));
      await takesOver(t, heir, service, service.item);
    },
  }),
  opstageCheck({
    ...ownership,
    id: 'service-ownership/race',
    title: 'of agents that report one free code at once, one becomes its owner',
    how: 'Lets six agents report the same code at once, first a new one, then a released one. Expects one success, five SERVICE_CODE_TAKEN, the winner as owner, and the id kept over the release.',
    async run(t) {
      const agents = await Promise.all(Array.from({ length: 6 }, () => t.enrol()));
      const item = serviceItem({ code: t.code('contested') });
      const compete = async (): Promise<{ owner: FakeAgent; id: string }> => {
        const replies = await Promise.all(agents.map((agent) => agent.report([item])));
        const answers = replies.map((reply) => t.expect(reply).success());
        const [firstReply, ...otherReplies] = replies.map(({ message }) => message) as [number, ...number[]];
        const winners = agents.filter((_, index) => answers[index]?.services.length === 1);
        t.equal('agents that got the code', winners.length, 1, firstReply, ...otherReplies);
        const refusals = answers.flatMap(({ rejected }) => rejected.map(({ error }) => error.code));
        t.equal('the refusals', refusals, Array(5).fill('SERVICE_CODE_TAKEN'), firstReply, ...otherReplies);
        const [owner] = winners as [FakeAgent];
        const [stored] = answers.flatMap(({ services }) => services);
        if (!stored) return t.fail('the service id in the winner’s answer', 'none', firstReply);
        const view = await seenService(t, stored);
        t.equal('the owner', view.data.agentId, owner.id, view, firstReply);
        return { owner, id: stored.id };
      };
      const first = await compete();
      t.expect(await first.owner.report([], { released: [item.manifest.code] })).success();
      const second = await compete();
      const view = await seenService(t, second);
      t.equal('the service id', second.id, first.id, view);
    },
  }),
];
