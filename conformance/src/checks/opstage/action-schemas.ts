/** Contract, section 5: which schemas an action may declare, and that they are enforced. */
import type { ActionDefinition } from 'capsule-contract/types';
import { type ServiceItem, sampleActions, serviceItem } from '../../target/sample-service.ts';
import { type OpstageCheck, opstageCheck } from '../check.ts';
import type { OpstageTrial } from '../opstage-trial.ts';
import { depthOf, enforcedKeywords, ofBytes, supportedSchemas, unsupportedSchemas } from './action-schema-cases.ts';
import { commandsOf, seen, seenManifest, servicesOfCode } from './operator-reads.ts';

const subset = {
  requirement: 'action-schema-subset',
  sentence:
    '`inputSchema` and `outputSchema` are JSON Schema 2020-12 limited to type, properties, required, additionalProperties, items, enum, const, numeric, length and item bounds, anyOf and pattern (RE2 syntax, at most 200); title, description, default, format and writeOnly are annotations; no `$ref`, no `$id`; at most 64 KiB and depth 8. Opstage MUST reject a service with any other schema `ACTION_SCHEMA_UNSUPPORTED`. No schema MUST mean any object, and no payload MUST mean `{}`.',
} as const;

const echo = sampleActions.find(({ name }) => name === 'echo') as ActionDefinition;

const carrying = (t: OpstageTrial, schemas: Partial<ActionDefinition>): ServiceItem =>
  serviceItem({ code: t.code('schema'), actions: [{ ...echo, ...schemas }] });

/** Reports each schema in a service of its own and tells which were rejected as unsupported. */
async function verdicts(t: OpstageTrial, cases: [string, object][], member: 'inputSchema' | 'outputSchema') {
  const agent = await t.enrol();
  const items = cases.map(([, schema]) => carrying(t, { [member]: schema }));
  const reply = await agent.report(items);
  const { rejected } = t.expect(reply).success();
  const foreign = rejected.filter(({ error }) => error.code !== 'ACTION_SCHEMA_UNSUPPORTED');
  t.equal('rejections for another reason', foreign, [], reply);
  const refused = new Set(rejected.map(({ index }) => index));
  return { agent, items, reply, refused: cases.map(([what], index) => (refused.has(index) ? what : null)) };
}

export const actionSchemaChecks: OpstageCheck[] = [
  opstageCheck({
    ...subset,
    id: 'action-schema-subset/supported',
    title: 'schemas within the subset are accepted and shown as they were sent',
    how: 'Reports services whose actions use every keyword of the subset, annotations and members named like keywords, as input and as output schema. Expects none rejected and actionView to show each schema unchanged.',
    async run(t) {
      const cases = Object.entries(supportedSchemas);
      for (const member of ['inputSchema', 'outputSchema'] as const) {
        const { items, reply, refused } = await verdicts(t, cases, member);
        t.equal(
          'schemas rejected',
          refused.filter((what) => what !== null),
          [],
          reply,
        );
        const { services } = t.expect(reply).success();
        for (const [index, [what, schema]] of cases.entries()) {
          const code = items[index]?.manifest.code;
          const serviceId = services.find((stored) => stored.code === code)?.id ?? '';
          const shown = await seen(t, 'actionView', { path: { serviceId, actionName: 'echo' } });
          t.equal(`the schema shown (${what})`, shown.data[member], schema, reply, shown);
        }
      }
    },
  }),
  opstageCheck({
    ...subset,
    id: 'action-schema-subset/unsupported',
    title: 'a schema outside the subset rejects its service, and only it',
    how: 'Reports services whose actions use a keyword outside the subset, at the top or deep inside, or a pattern that is not RE2, as input and as output schema, beside a good one. Expects ACTION_SCHEMA_UNSUPPORTED for each bad one, nothing of it stored, and the good one stored.',
    async run(t) {
      const cases: [string, object][] = [...Object.entries(unsupportedSchemas), ['a good one', { type: 'object' }]];
      for (const member of ['inputSchema', 'outputSchema'] as const) {
        const { items, reply, refused } = await verdicts(t, cases, member);
        const expected = cases.map(([what]) => (what === 'a good one' ? null : what));
        t.equal('schemas rejected', refused, expected, reply);
        const stored = await servicesOfCode(t, items[0]?.manifest.code ?? '');
        t.equal('services stored of a rejected code', stored.data, [], reply, stored);
      }
    },
  }),
  opstageCheck({
    ...subset,
    id: 'action-schema-subset/limits',
    title: 'a schema has at most 64 KiB and depth 8',
    how: 'Reports schemas of exactly the most bytes and the most depth, and of one more, counting UTF-8 bytes and schemas from the root. Expects the first to be accepted and the others rejected ACTION_SCHEMA_UNSUPPORTED.',
    async run(t) {
      const { actionSchemaBytesMax: bytes, actionSchemaDepthMax: depth } = t.limits;
      const cases: [string, object][] = [
        ['the most bytes', ofBytes(bytes, 'x')],
        ['one byte more', ofBytes(bytes + 1, 'x')],
        ['the most bytes in two-byte letters', ofBytes(bytes, 'é')],
        ['fewer letters than bytes', ofBytes(bytes + 2, 'é')],
        ['the most depth', depthOf(depth)],
        ['one level more', depthOf(depth + 1)],
      ];
      const { reply, refused } = await verdicts(t, cases, 'inputSchema');
      const expected = [null, 'one byte more', null, 'fewer letters than bytes', null, 'one level more'];
      t.equal('schemas rejected', refused, expected, reply);
    },
  }),
  opstageCheck({
    ...subset,
    id: 'action-schema-subset/replaces-nothing',
    title: 'a known service keeps its actions when a report of it is rejected for its schema',
    how: 'Reports a service, then again with an unsupported schema. Expects the rejection and the manifest view, actions included, as before.',
    async run(t) {
      const service = await t.service();
      const before = await seenManifest(t, service);
      const bad = {
        ...carrying(t, { inputSchema: { oneOf: [{}] } }),
        manifest: { ...service.item.manifest, version: '2.0.0' },
      };
      const reply = await service.agent.report([bad]);
      const { rejected } = t.expect(reply).success();
      t.equal(
        'the rejections',
        rejected.map(({ error }) => error.code),
        ['ACTION_SCHEMA_UNSUPPORTED'],
        reply,
      );
      const after = await seenManifest(t, service);
      t.equal('the manifest view', after.data, before.data, before, reply, after);
    },
  }),
  opstageCheck({
    ...subset,
    id: 'action-schema-subset/enforced',
    title: 'every keyword of the subset means what JSON Schema 2020-12 says',
    how: 'Declares one action per keyword and executes each with payloads that satisfy and that violate it. Expects a command for the former; for the latter 422 ACTION_PAYLOAD_INVALID with a pointer to the value, and no command.',
    async run(t) {
      const rows = enforcedKeywords;
      const actions = rows.map(
        ({ schema }, index): ActionDefinition => ({
          ...echo,
          name: `case${index}`,
          inputSchema: { type: 'object', properties: { value: schema }, required: ['value'] },
        }),
      );
      const service = await t.service({ actions });
      let created = 0;
      for (const [index, { what, valid, invalid }] of rows.entries()) {
        const execute = async (value: unknown) => {
          await service.agent.stayLive();
          const path = { serviceId: service.id, actionName: `case${index}` };
          return t.send('commandCreate', { path, body: { payload: { value } } });
        };
        for (const value of valid) {
          const reply = await execute(value);
          t.that(`a payload valid by ${what} accepted`, reply.status === 200, reply.body, reply);
          t.equal('the payload', t.expect(reply).success().command.payload, { value }, reply);
          created += 1;
        }
        for (const value of invalid) {
          const reply = await execute(value);
          t.that(`a payload invalid by ${what} refused`, reply.status === 422, reply.body, reply);
          const { details } = t.expect(reply).refusal('ACTION_PAYLOAD_INVALID');
          const paths = details?.issues?.map(({ path }) => path) ?? [];
          t.that(
            'a pointer to the value',
            paths.some((path) => path.startsWith('/payload/value')),
            paths,
            reply,
          );
        }
      }
      const commands = await commandsOf(t, service);
      t.equal('commands there are', commands.data.length, created, commands);
    },
  }),
  opstageCheck({
    ...subset,
    id: 'action-schema-subset/absent',
    title: 'no schema means any object, and no payload means {}',
    how: 'Executes an action without schema with no body, with {} and with any object, and an action that requires a member with no payload. Expects {} and the object delivered as sent; the last is ACTION_PAYLOAD_INVALID.',
    async run(t) {
      const service = await t.service();
      const path = { serviceId: service.id, actionName: 'echo' };
      const anything = { list: [1, 'two', null, { three: 3.5 }], empty: {}, text: '\u{1F600}', yes: true, none: null };
      const payloads: [object, unknown][] = [
        [{}, {}],
        [{ body: {} }, {}],
        [{ body: { payload: {} } }, {}],
        [{ body: { payload: anything } }, anything],
      ];
      for (const [call, expected] of payloads) {
        await service.agent.stayLive();
        const reply = await t.send('commandCreate', { path, ...call });
        const { command } = t.expect(reply).success();
        const delivery = await t.deliver(service.agent, command);
        t.equal('the payload shown and delivered', [command.payload, delivery.payload], [expected, expected], reply);
      }
      await service.agent.stayLive();
      const read = { serviceId: service.id, actionName: 'read' };
      for (const body of [{}, { payload: null }, { payload: {} }]) {
        t.expect(await t.send('commandCreate', { path: read, body })).refusal('ACTION_PAYLOAD_INVALID');
      }
    },
  }),
];
