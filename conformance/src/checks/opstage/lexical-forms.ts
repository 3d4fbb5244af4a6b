/** Contract, section 2: forms that two languages read differently unless they are said. */
import { serviceItem } from '../../target/sample-service.ts';
import { type OpstageCheck, opstageCheck } from '../check.ts';
import { issuePaths } from './issue-paths.ts';
import { seenCommand, seenHealth, seenList, servicesOfCode } from './operator-reads.ts';

const forms = {
  requirement: 'lexical-forms',
  sentence:
    "Opstage MUST hold to these forms. Codes match `^[a-z0-9][a-z0-9_-]{0,79}$`, action names `^[A-Za-z][A-Za-z0-9._-]{0,79}$`; config keys have 1 to 200 code points; ids are opaque, a prefix plus 16 to 64 of `[A-Za-z0-9_-]`. Times are RFC 3339, with any offset coming in, in UTC with `Z` and milliseconds going out. `null` in a request means absent, except inside payload, data and an action's schemas. A duplicate JSON member is 400; a duplicate code, key or name within one report rejects that item. Strings are counted in code points. Integers beyond ±(2^53−1) are 422 outside payload and data.",
} as const;
const limit = 2 ** 53 - 1;

export const lexicalFormChecks: OpstageCheck[] = [
  opstageCheck({
    ...forms,
    id: 'lexical-forms/duplicate-members',
    title: 'a body that has a member twice is malformed',
    how: 'Sends bodies with a member twice at the top, deep inside, inside a payload and spelt with an escape. Expects 400 MALFORMED_JSON and nothing done.',
    async run(t) {
      const service = await t.service();
      const { agent } = service;
      const heartbeat = `"bootId":"${agent.bootId}","running":[]`;
      const bodies = [
        `{${heartbeat},"services":[],"services":[]}`,
        `{${heartbeat},"services":[{"code":"a","revision":"1","revision":"1"}]}`,
        `{${heartbeat},"services":[],"s\\u0065rvices":[]}`,
        `{${heartbeat},"services":[],"unknown":{"a":1,"a":2}}`,
      ];
      for (const rawBody of bodies) t.expect(await agent.send('agentHeartbeat', { rawBody })).refusal('MALFORMED_JSON');
      const path = { serviceId: service.id, actionName: 'echo' };
      const created = await t.send('commandCreate', { path, rawBody: '{"payload":{"a":1,"a":2}}' });
      t.expect(created).refusal('MALFORMED_JSON');
      const commands = await seenList(t, 'commandList', { query: { serviceId: service.id } });
      t.equal('commands of the service', commands.data, [], commands, created);
      const login = await t.send('operatorLogin', { rawBody: '{"username":"a","username":"b","password":"c"}' });
      t.expect(login).refusal('MALFORMED_JSON');
      t.expect(await agent.heartbeat()).success();
    },
  }),
  opstageCheck({
    ...forms,
    id: 'lexical-forms/unsafe-integers',
    title: 'an integer beyond 2^53−1 is refused outside payload and data',
    how: 'Sends integers at and beyond ±(2^53−1) in health details and progress, and beyond them in a payload and a result. Expects 422 VALIDATION_FAILED only for the ones beyond in the former.',
    async run(t) {
      const service = await t.service();
      const { agent } = service;
      const detailed = (number: string) =>
        agent.send('agentHeartbeat', {
          rawBody: `{"bootId":"${agent.bootId}","running":[],"services":[{"code":"${service.code}","revision":"r1","health":{"status":"UP","details":{"bytes":${number}}}}]}`,
        });
      for (const number of [`${limit}`, `-${limit}`, '0.5', '1e2']) t.expect(await detailed(number)).success();
      for (const number of [
        '9007199254740992',
        '9007199254740993',
        '-9007199254740992',
        '123456789012345678901234567890',
      ]) {
        const reply = await detailed(number);
        const paths = issuePaths(t.expect(reply).refusal('VALIDATION_FAILED'));
        t.that(
          'details.issues below the health details',
          paths.some((path) => path.startsWith('/services/0/health/details')),
          paths,
          reply,
        );
      }
      const { delivery } = await t.startCommand(service);
      const progress = (seq: string) =>
        agent.send('commandProgress', {
          path: { commandId: delivery.id },
          rawBody: `{"deliveryId":"${delivery.delivery.id}","seq":${seq}}`,
        });
      t.expect(await progress('9007199254740992')).refusal('VALIDATION_FAILED');
      t.expect(await progress(`${limit}`)).success();
      const path = { serviceId: service.id, actionName: 'echo' };
      t.expect(await t.send('commandCreate', { path, rawBody: '{"payload":{"n":9007199254740993}}' })).success();
      const result = await agent.send('commandResult', {
        path: { commandId: delivery.id },
        rawBody: `{"deliveryId":"${delivery.delivery.id}","success":true,"data":{"n":9007199254740993}}`,
      });
      t.expect(result).success();
    },
  }),
  opstageCheck({
    ...forms,
    id: 'lexical-forms/null-in-documents',
    title: 'null is kept inside payload and data and absent elsewhere',
    how: 'Creates a command with nulls in its payload and null options, and answers it with nulls in data and a null message. Expects the nulls in the delivery, the payload and the data, and nowhere to be refused.',
    async run(t) {
      const service = await t.service();
      const payload = { note: null, list: [null, { deep: null }] };
      const path = { serviceId: service.id, actionName: 'echo' };
      const body = { payload, confirmation: null, queue: null, startWithinSeconds: null };
      const { command } = t.expect(await t.send('commandCreate', { path, body })).success();
      const delivery = await t.deliver(service.agent, command);
      t.equal('the delivered payload', delivery.payload, payload, t.transcript.messages.length);
      t.driver.must(await service.agent.ack(delivery));
      const result = await service.agent.send('commandResult', {
        path: { commandId: command.id },
        body: {
          deliveryId: delivery.delivery.id,
          success: true,
          data: payload,
          message: null,
          error: null,
          cancelled: null,
        },
      });
      t.expect(result).success();
      const seen = await seenCommand(t, command);
      const { payload: shown, result: recorded } = seen.data;
      t.equal('payload and data', [shown, recorded?.data, recorded?.message], [payload, payload, null], seen);
    },
  }),
  opstageCheck({
    ...forms,
    id: 'lexical-forms/times',
    title: 'a time with any offset is taken and shown in UTC with milliseconds',
    how: 'Reports health observed at times with offsets and fractions. Expects the same instants back, ending in milliseconds and Z.',
    async run(t) {
      const service = await t.service();
      const times: [given: string, shown: string][] = [
        ['2026-03-01T15:00:00+05:30', '2026-03-01T09:30:00.000Z'],
        ['2026-02-28T20:30:00.25-13:00', '2026-03-01T09:30:00.250Z'],
        ['2026-03-01T09:30:00.123Z', '2026-03-01T09:30:00.123Z'],
        ['2024-03-01T00:30:00+01:00', '2024-02-29T23:30:00.000Z'],
      ];
      for (const [observedAt, shown] of times) {
        const services = [{ code: service.code, revision: 'r1', health: { status: 'UP' as const, observedAt } }];
        const sent = await service.agent.heartbeat({ services });
        t.expect(sent).success();
        const seen = await seenHealth(t, service);
        t.equal(`observedAt, given as ${observedAt}`, seen.data.health?.observedAt, shown, sent, seen);
      }
    },
  }),
  opstageCheck({
    ...forms,
    id: 'lexical-forms/time-filters',
    title: 'a filter compares instants, not texts',
    how: 'Lists the commands of a service from and to the instant of one of them, written in UTC and with offsets. Expects the same answer for each spelling.',
    async run(t) {
      const service = await t.service();
      const { createdAt, id } = await t.createCommand(service);
      const instant = Date.parse(createdAt);
      const spellings = [createdAt, withOffset(instant, 330, '+05:30'), withOffset(instant, -780, '-13:00')];
      for (const spelling of spellings) {
        for (const bound of ['from', 'to']) {
          const found = await seenList(t, 'commandList', { query: { serviceId: service.id, [bound]: spelling } });
          const ids = found.data.map((command) => command.id);
          const holds = bound === 'from' ? ids.includes(id) : ids.length <= 1;
          t.that(`${bound}=${spelling} to be read as the instant of the command`, holds, ids, found);
        }
        const later = withOffset(instant + 60_000, 330, '+05:30');
        const none = await seenList(t, 'commandList', { query: { serviceId: service.id, from: later } });
        t.equal(`commands from ${later}`, none.data, [], none);
        const all = await seenList(t, 'commandList', { query: { serviceId: service.id, to: later } });
        t.equal(
          `commands to ${later}`,
          all.data.map((command) => command.id),
          [id],
          all,
        );
      }
    },
  }),
  opstageCheck({
    ...forms,
    id: 'lexical-forms/malformed-ids',
    title: 'an id that cannot exist is an unknown target',
    how: 'Asks for agents, services, commands and others under ids with wrong prefix, length or characters. Expects the target’s own 404.',
    async run(t) {
      for (const id of [
        'x',
        'agt_',
        'agt_short',
        `agt_${'a'.repeat(65)}`,
        `agt_${'é'.repeat(20)}`,
        'AGT_0123456789abcdef',
        "' or 1=1 --",
      ]) {
        t.expect(await t.send('agentView', { path: { agentId: id } })).refusal('AGENT_NOT_FOUND');
        t.expect(await t.send('serviceView', { path: { serviceId: id } })).refusal('SERVICE_NOT_FOUND');
        t.expect(await t.send('commandView', { path: { commandId: id } })).refusal('COMMAND_NOT_FOUND');
        t.expect(await t.send('userView', { path: { userId: id } })).refusal('USER_NOT_FOUND');
        t.expect(await t.send('registrationTokenView', { path: { tokenId: id } })).refusal(
          'REGISTRATION_TOKEN_NOT_FOUND',
        );
        t.expect(await t.send('auditView', { path: { auditEventId: id } })).refusal('AUDIT_EVENT_NOT_FOUND');
      }
    },
  }),
  opstageCheck({
    ...forms,
    id: 'lexical-forms/duplicate-items',
    title: 'a code, key or name given twice in one report rejects that item',
    how: 'Reports a service code twice, a config key twice and an action name twice. Expects DUPLICATE_ITEM for these services and the others stored.',
    async run(t) {
      const agent = await t.enrol();
      const twice = serviceItem({ code: t.code('twice') });
      const config = { key: 'mailbox', type: 'string' as const, editable: false, sensitive: false };
      const keys = serviceItem({ code: t.code('keys'), configs: [config, config] });
      const actions = twice.actions ?? [];
      const names = serviceItem({ code: t.code('names'), actions: [...actions, ...actions.slice(0, 1)] });
      const good = serviceItem({ code: t.code('good') });
      const reply = await agent.report([twice, twice, keys, names, good]);
      const { services, rejected } = t.expect(reply).success();
      const codes = rejected.map(({ index, error }) => [index, error.code]).filter(([index]) => index !== 0);
      const expected = [1, 2, 3].map((index) => [index, 'DUPLICATE_ITEM']);
      t.equal('the rejected services', codes, expected, reply);
      t.that(
        'the good service among the accepted',
        services.some(({ code }) => code === good.manifest.code),
        services,
        reply,
      );
      for (const item of [keys, names]) {
        const stored = await servicesOfCode(t, item.manifest.code);
        t.equal('services stored under a rejected code', stored.data, [], stored, reply);
      }
    },
  }),
];

function withOffset(instant: number, minutes: number, offset: string): string {
  return new Date(instant + minutes * 60_000).toISOString().replace('Z', offset);
}
