/** Contract, section 5: an Opstage that does not know what an agent reports asks for it. */
import { serviceItem } from '../../target/sample-service.ts';
import { type OpstageCheck, opstageCheck } from '../check.ts';
import { seenService } from './operator-reads.ts';

const resync = {
  requirement: 'revision-resync',
  sentence:
    '`revision` is an opaque string, equal for equal content. When a heartbeat names another revision than the last accepted one, Opstage MUST answer with the code in `directives.reportServices`, and the agent MUST report that service in full within one interval; Opstage MUST ask again for a rejected pair of code and revision at most once per 10 intervals.',
} as const;

export const revisionResyncChecks: OpstageCheck[] = [
  opstageCheck({
    ...resync,
    id: 'revision-resync/asked',
    title: 'a heartbeat naming another revision is asked for a report until one is accepted',
    how: 'Sends heartbeats naming the reported revision, another one, again the other one after reporting it, and the old one. Expects the code in directives.reportServices exactly when the revision is not the last accepted one.',
    async run(t) {
      const service = await t.service({ revision: 'r1' });
      const known = await t.reportService(service.agent, { revision: 'same' });
      const asked = async (revision: string): Promise<void> => {
        const services = [
          { code: service.code, revision },
          { code: known.code, revision: 'same' },
        ];
        const reply = await service.agent.heartbeat({ services });
        const accepted = (await seenService(t, service)).data.revision;
        const expected = revision === accepted ? [] : [service.code];
        t.equal(`reportServices for ${revision}`, t.expect(reply).success().directives.reportServices, expected, reply);
      };
      await asked('r1');
      await asked('r2');
      await asked('r2');
      const reply = await service.agent.report([serviceItem({ code: service.code, revision: 'r2' })]);
      t.expect(reply).success();
      const view = await seenService(t, service);
      t.equal('the revision accepted', view.data.revision, 'r2', reply, view);
      await asked('r2');
      await asked('r1');
      await asked('R2');
    },
  }),
  opstageCheck({
    ...resync,
    id: 'revision-resync/unknown-service',
    title: 'a heartbeat naming a service never reported is asked for it',
    how: 'Sends a heartbeat of a fresh agent naming a service it did not report, reports it, and sends the heartbeat again. Expects the code in directives.reportServices the first time only.',
    async run(t) {
      const agent = await t.enrol();
      const item = serviceItem({ code: t.code('service') });
      const services = [{ code: item.manifest.code, revision: item.revision }];
      const first = await agent.heartbeat({ services });
      t.equal('reportServices', t.expect(first).success().directives.reportServices, [item.manifest.code], first);
      t.expect(await agent.report([item])).success();
      const second = await agent.heartbeat({ services });
      t.equal('reportServices', t.expect(second).success().directives.reportServices, [], second);
    },
  }),
  opstageCheck({
    ...resync,
    id: 'revision-resync/rejected',
    title: 'a rejected code and revision is asked for at most once per ten intervals',
    how: 'Reports a service whose report is rejected, then sends ten heartbeats at once that name its code and revision. Expects at most one to ask for it; another revision of it is asked for.',
    async run(t) {
      const service = await t.service({ revision: 'good' });
      const bad = { ...serviceItem({ code: service.code, revision: 'bad' }), configs: [{ key: '' }] };
      const report = await service.agent.report([bad]);
      t.equal(
        'what was rejected',
        t
          .expect(report)
          .success()
          .rejected.map(({ code }) => code),
        [service.code],
        report,
      );
      const beganAt = performance.now();
      const asking: number[] = [];
      const beats: number[] = [];
      for (let beat = 0; beat < 10; beat += 1) {
        const reply = await service.agent.heartbeat({ services: [{ code: service.code, revision: 'bad' }] });
        beats.push(reply.message);
        if (t.expect(reply).success().directives.reportServices.includes(service.code)) asking.push(reply.message);
      }
      const periods = Math.floor(
        (performance.now() - beganAt) / (service.agent.registration.heartbeatIntervalSeconds * 10_000),
      );
      const [firstBeat, ...otherBeats] = beats as [number, ...number[]];
      t.that(
        `at most ${periods + 1} heartbeats that ask`,
        asking.length <= periods + 1,
        asking.length,
        firstBeat,
        ...otherBeats,
      );
      const other = await service.agent.heartbeat({ services: [{ code: service.code, revision: 'better' }] });
      t.equal('reportServices', t.expect(other).success().directives.reportServices, [service.code], other);
      const view = await seenService(t, service);
      t.equal('the revision accepted', view.data.revision, 'good', view);
    },
  }),
];
