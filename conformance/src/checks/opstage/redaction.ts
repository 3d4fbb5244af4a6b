/** Contract, sections 5 and 6: values of sensitive items and of secret members are shown to nobody and kept no longer than needed. */
import { redactedNames } from 'capsule-contract';
import type { ActionDefinition, ConfigItemReport } from 'capsule-contract/types';
import type { Reply } from '../../target/caller.ts';
import { plainForms, searchDataFolder } from '../../target/data-folder.ts';
import type { ReportedService } from '../../target/opstage-driver.ts';
import { sampleActions, serviceItem } from '../../target/sample-service.ts';
import { type OpstageCheck, opstageCheck } from '../check.ts';
import type { OpstageTrial } from '../opstage-trial.ts';
import { type Seen, seen, seenCommand, seenConfigs, seenHealth } from './operator-reads.ts';
import { undisturbed } from './undisturbed.ts';

const dropped = {
  requirement: 'sensitive-dropped',
  sentence:
    "Opstage MUST drop values of sensitive config items that were sent by mistake before storing anything. Values of members whose name is on the catalogue's redaction list (whole name; case, `-` and `_` ignored) MUST become `[redacted]` in payloads, health details, audit and events, result data only where `outputSchema` says `writeOnly` or `format: password`. Reads MUST NOT show a redacted value; only delivery to the agent carries it.",
} as const;
const erased = {
  requirement: 'payload-erased',
  sentence: 'Redacted payload values MUST be gone from storage, audit, events and exports once the command is final.',
} as const;

const hidden = '[redacted]';

/** A value no one else uses; masked in the kit's own reports. */
function canary(t: OpstageTrial, what: string): string {
  const value = `canary-${t.random.word(24)}`;
  t.driver.register(value, `canary ${what}`);
  return value;
}

/** Reads every place where the service's and its command's content shows, and expects the values in none. */
async function expectNowhere(
  t: OpstageTrial,
  service: ReportedService,
  values: string[],
  commandId?: string,
): Promise<void> {
  const path = { serviceId: service.id };
  const pageSize = t.limits.pageSizeMax;
  const replies: Reply[] = [
    await t.send('serviceView', { path }),
    await t.send('serviceManifestView', { path }),
    await t.send('serviceHealthView', { path }),
    await t.send('serviceConfigView', { path }),
    await t.send('serviceConfigHistory', { path }),
    await t.send('actionList', { path }),
    await t.send('commandList', { query: { serviceId: service.id, pageSize } }),
    await t.send('auditList', { query: { targetId: service.id, pageSize } }),
    await t.send('auditList', { query: { actorId: service.agent.id, pageSize } }),
    await t.send('auditExport', { query: { format: 'jsonl', actorId: service.agent.id } }),
    await t.send('auditExport', { query: { format: 'csv', targetId: service.id } }),
    await t.send('dashboardView'),
  ];
  if (commandId !== undefined) {
    replies.push(await t.send('commandView', { path: { commandId } }));
    replies.push(await t.send('auditList', { query: { correlationId: commandId, pageSize } }));
    replies.push(await t.send('auditExport', { query: { format: 'jsonl', correlationId: commandId } }));
  }
  if (t.subject.version.profiles.includes('opstage-events')) {
    replies.push(await t.send('eventList', { query: { limit: 100 } }));
  }
  for (const reply of replies) {
    t.expect(reply).status(200);
    const shown = values.filter((value) => reply.text.includes(value));
    t.equal('secret values in a read', shown, [], reply);
  }
}

/** Waits until no file of the data folder holds the values; journals may need a moment to be cleared. */
async function goneFromStorage(t: OpstageTrial, values: string[], ...cited: [Seen<unknown>]): Promise<void> {
  const folder = t.subject.dataFolder ?? t.couldNotRun('the data folder is not known');
  const needles = values.flatMap((value) => plainForms('a secret value', value));
  await t.until(
    'no secret value in any file of the data folder',
    async () => (await searchDataFolder(folder, needles)).found.length === 0,
    { ceilingMs: (t.limits.sweepSeconds + 30) * 1000, everyMs: 500 },
  );
  const { files } = await searchDataFolder(folder, needles);
  t.that('files in the data folder', files > 0, files, ...cited);
}

const sensitiveItems = (value: string): ConfigItemReport[] => [
  {
    key: 'mailbox password',
    type: 'string',
    valuePreview: value,
    defaultValue: value,
    editable: true,
    sensitive: true,
  },
  { key: 'plain', type: 'string', valuePreview: 'shown', editable: true, sensitive: false },
];

/** The payload with a secret under several spellings and depths, as sent and as it may be shown. */
function secretPayload(value: string): { sent: Record<string, unknown>; shown: Record<string, unknown> } {
  const build = (secret: unknown) => ({
    mailbox: 'codes@example.org',
    password: secret,
    'API-Key': secret,
    nested: { list: [{ access_token: secret, kept: 1 }], Client_Secret: secret },
    tokenCount: 3,
    'password hint': 'a town',
  });
  return { sent: build(value), shown: build(hidden) };
}

export const redactionChecks: OpstageCheck[] = [
  opstageCheck({
    ...dropped,
    id: 'sensitive-dropped/configs',
    title: 'the value of a sensitive config item is dropped',
    how: 'Reports a sensitive item with a value and a default, then with others, and turns a plain item sensitive. Expects null in both places and the values in no read, the plain item shown.',
    async run(t) {
      const values = [
        canary(t, 'config value'),
        canary(t, 'second config value'),
        canary(t, 'value turned sensitive'),
      ] as const;
      const service = await t.service({ configs: sensitiveItems(values[0]) });
      const report = (configs: ConfigItemReport[]) =>
        service.agent.report([serviceItem({ code: service.code, configs })]);
      t.expect(await report(sensitiveItems(values[1]))).success();
      const shown = await seenConfigs(t, service);
      const facts = shown.data.items.map(({ key, valuePreview, defaultValue }) => [key, valuePreview, defaultValue]);
      t.equal(
        'the items',
        facts.sort(),
        [
          ['mailbox password', null, null],
          ['plain', 'shown', null],
        ],
        shown,
      );
      await expectNowhere(t, service, [...values]);
      t.expect(
        await report([{ key: 'plain', type: 'string', valuePreview: values[2], editable: true, sensitive: true }]),
      ).success();
      await expectNowhere(t, service, [...values]);
    },
  }),
  opstageCheck({
    ...dropped,
    id: 'sensitive-dropped/config-storage',
    title: 'the value of a sensitive config item is dropped before anything is stored',
    how: 'Reports a sensitive item with a value, in a report and in a registration, and reads every file of the data folder. Expects the value in none of them.',
    needs: ['data-folder'],
    async run(t) {
      const value = canary(t, 'config value');
      const service = await t.service({ configs: sensitiveItems(value) });
      await t.enrol({ services: [serviceItem({ code: t.code('service'), configs: sensitiveItems(value) })] });
      const shown = await seenConfigs(t, service);
      const folder = t.subject.dataFolder ?? t.couldNotRun('the data folder is not known');
      // Whatever is written a moment later must not bring it either.
      await t.pause(300);
      const search = await searchDataFolder(folder, plainForms('the config value', value));
      t.that('files in the data folder', search.files > 0, search.files, shown);
      t.equal('files that hold the value', search.found, [], shown);
    },
  }),
  opstageCheck({
    ...dropped,
    id: 'sensitive-dropped/payload',
    title: 'secret members of a payload are shown as [redacted] and delivered as they are',
    how: 'Executes an action with secret members in several spellings and depths, and claims it. Expects [redacted] for whole names of the list only, the value in no read, and the payload delivered unchanged.',
    async run(t) {
      const value = canary(t, 'payload');
      const { sent, shown } = secretPayload(value);
      const service = await t.service();
      const command = await t.createCommand(service, { payload: sent });
      const view = await seenCommand(t, command);
      t.equal('the payload shown', view.data.payload, shown, view);
      await expectNowhere(t, service, [value], command.id);
      const claim = await service.agent.claim();
      const delivery = t
        .expect(claim)
        .success()
        .commands.find(({ id }) => id === command.id);
      t.equal('the payload delivered', delivery?.payload, sent, claim);
      await expectNowhere(t, service, [value], command.id);
    },
  }),
  opstageCheck({
    ...dropped,
    id: 'sensitive-dropped/every-name',
    title: 'every name of the redaction list is redacted, in any spelling, whatever its value',
    how: 'Executes an action with each listed name in upper case, with dashes and with underscores, holding text, numbers, objects and lists. Expects each to be shown as [redacted].',
    async run(t) {
      const spell = [
        (name: string) => name.toUpperCase(),
        (name: string) => `${name.slice(0, 1)}-${name.slice(1)}`,
        (name: string) => `_${name.slice(0, 2)}_${name.slice(2)}`,
      ] as const;
      const values = ['text', 123456, { inner: 'text' }, ['text'], true] as const;
      const service = await t.service();
      const sent = Object.fromEntries(
        redactedNames.map((name, index) => [
          spell[index % spell.length]?.(name) ?? name,
          values[index % values.length],
        ]),
      );
      const command = await t.createCommand(service, { payload: { wrapped: [sent] } });
      const view = await seenCommand(t, command);
      const expected = Object.fromEntries(Object.keys(sent).map((name) => [name, hidden]));
      t.equal('the payload shown', view.data.payload, { wrapped: [expected] }, view);
    },
  }),
  opstageCheck({
    ...dropped,
    id: 'sensitive-dropped/health-and-events',
    title: 'secret members of health details and of service events are redacted',
    how: 'Sends health details with secret members by report and by heartbeat, in checks too, and an event with a secret in its data. Expects [redacted] in the health shown and the values in no read.',
    async run(t) {
      const [reported, beaten, raised] = [canary(t, 'reported health'), canary(t, 'health'), canary(t, 'event')];
      const details = (value: unknown) => ({ host: 'imap.example.org', token: value, deep: [{ pass_word: value }] });
      const health = (value: unknown) => ({
        status: 'DOWN' as const,
        details: details(value),
        checks: [{ name: 'login', status: 'DOWN' as const, details: details(value) }],
      });
      const service = await t.service({ health: health(reported) });
      await expectNowhere(t, service, [reported]);
      const event = {
        id: `event-${t.random.word(12)}`,
        serviceCode: service.code,
        type: 'login.failed',
        at: '2026-03-01T10:00:00Z',
        data: { user: 'codes', credentials: raised },
      };
      const services = [{ code: service.code, revision: 'r1', health: health(beaten) }];
      t.expect(await service.agent.heartbeat({ services, events: [event] })).success();
      const shown = await seenHealth(t, service);
      const { details: top, checks } = shown.data.health ?? {};
      t.equal('the details shown', [top, checks?.[0]?.details], [details(hidden), details(hidden)], shown);
      await expectNowhere(t, service, [reported, beaten, raised]);
    },
  }),
  opstageCheck({
    ...dropped,
    id: 'sensitive-dropped/result-data',
    title: 'result data is redacted where outputSchema says so, and only there',
    how: 'Answers an action whose outputSchema marks members writeOnly and format password with these and with members named like secrets. Expects only the marked ones as [redacted], and the same result sent again to be replayed.',
    async run(t) {
      const value = canary(t, 'result');
      const marked: ActionDefinition = {
        ...(sampleActions[0] as ActionDefinition),
        outputSchema: {
          type: 'object',
          properties: {
            code: { type: 'string', writeOnly: true },
            list: {
              type: 'array',
              items: { type: 'object', properties: { word: { type: 'string', format: 'password' } } },
            },
          },
        },
      };
      await undisturbed(t, ['runLeaseSeconds', 'ackLeaseSeconds'], async () => {
        const service = await t.service({ actions: [marked] });
        const { command, delivery } = await t.startCommand(service);
        const data = (secret: string) => ({ code: secret, list: [{ word: secret, kept: 1 }], token: 'a public token' });
        t.expect(await service.agent.result(delivery, { data: data(value) })).success();
        const view = await seenCommand(t, command);
        t.equal('the data shown', view.data.result?.data, data(hidden), view);
        const again = await service.agent.result(delivery, { data: data(value) });
        t.equal('replayed', t.expect(again).success().replayed, true, again);
        t.expect(await service.agent.result(delivery, { data: data(hidden) })).refusal('COMMAND_ALREADY_COMPLETED');
        await expectNowhere(t, service, [value], command.id);
      });
    },
  }),
  opstageCheck({
    ...erased,
    id: 'payload-erased/no-longer-usable',
    title: 'once a command is final its secret values are gone and cannot be used again',
    how: 'Executes commands with secrets and ends them by result, cancellation and expiry. Expects payloadErased to turn true, the values in no read, and a retry without payload to be COMMAND_PAYLOAD_ERASED; a payload without secrets stays.',
    async run(t) {
      const value = canary(t, 'payload');
      const { sent, shown } = secretPayload(value);
      const service = await t.service();
      const failed = await undisturbed(t, ['runLeaseSeconds', 'ackLeaseSeconds'], async () => {
        const { command, delivery } = await t.startCommand(service, { payload: sent });
        const running = await seenCommand(t, command);
        t.equal('payloadErased while it runs', running.data.payloadErased, false, running);
        t.expect(await service.agent.result(delivery, { success: false, error: { code: 'ACTION_FAILED' } })).success();
        return command;
      });
      const cancelled = await t.createCommand(service, { payload: sent });
      t.driver.must(await t.send('commandCancel', { path: { commandId: cancelled.id }, body: {} }));
      const expired = await t.createCommand(service, { payload: sent, startWithinSeconds: 1 });
      await t.until('the command to expire', async () => (await seenCommand(t, expired)).data.status === 'EXPIRED');
      for (const command of [failed, cancelled, expired]) {
        const view = await t.until('payloadErased', async () => {
          const read = await seenCommand(t, command);
          return read.data.payloadErased && read;
        });
        t.equal('the payload shown', view.data.payload, shown, view);
        await expectNowhere(t, service, [value], command.id);
        await service.agent.stayLive();
        const retry = await t.send('commandRetry', { path: { commandId: command.id }, body: {} });
        t.expect(retry).refusal('COMMAND_PAYLOAD_ERASED');
      }
      const plain = await t.createCommand(service, { payload: { mailbox: 'codes' } });
      t.driver.must(await t.send('commandCancel', { path: { commandId: plain.id }, body: {} }));
      const kept = await seen(t, 'commandView', { path: { commandId: plain.id } });
      t.equal(
        'a payload without secrets',
        [kept.data.payload, kept.data.payloadErased],
        [{ mailbox: 'codes' }, false],
        kept,
      );
    },
  }),
  opstageCheck({
    ...erased,
    id: 'payload-erased/storage',
    title: 'once a command is final its secret values are gone from the data folder',
    how: 'Executes a command with secrets, answers it, and searches every file of the data folder until they are clean. Expects the values to be gone within seconds.',
    needs: ['data-folder'],
    ceilingMs: 120_000,
    async run(t) {
      const value = canary(t, 'payload');
      const service = await t.service();
      const final = await undisturbed(t, ['runLeaseSeconds', 'ackLeaseSeconds'], async () => {
        const { command, delivery } = await t.startCommand(service, { payload: secretPayload(value).sent });
        t.equal(
          'what was delivered',
          JSON.stringify(delivery.payload).includes(value),
          true,
          await seenCommand(t, command),
        );
        t.expect(await service.agent.result(delivery)).success();
        return seenCommand(t, command);
      });
      await goneFromStorage(t, [value], final);
    },
  }),
];
