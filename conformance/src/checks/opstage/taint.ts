/**
 * Contract, sections 3, 5 and 8: secrets are put everywhere one can enter, then everything an operator can read is searched
 * for them in every form. One scene serves three requirements; each looks for the secrets it is about.
 */
import { operations } from 'capsule-contract';
import type { ActionDefinition, CloudEvent } from 'capsule-contract/types';
import type { Reply } from '../../target/caller.ts';
import { sampleActions } from '../../target/sample-service.ts';
import { type OpstageCheck, opstageCheck } from '../check.ts';
import type { OpstageTrial } from '../opstage-trial.ts';
import { cursorNow, openStream } from './event-feed.ts';
import { profileOf } from './operation-profile.ts';
import { secretForms } from './secret-forms.ts';

const shownOnce = {
  requirement: 'secrets-shown-once',
  sentence:
    'A raw token MUST appear only in the answer that issues it, and in no other answer, list, event, audit record, export or log.',
} as const;
const dropped = {
  requirement: 'sensitive-dropped',
  sentence:
    "Opstage MUST drop values of sensitive config items that were sent by mistake before storing anything. Values of members whose name is on the catalogue's redaction list (whole name; case, `-` and `_` ignored) MUST become `[redacted]` in payloads, health details, audit and events, result data only where `outputSchema` says `writeOnly` or `format: password`. Reads MUST NOT show a redacted value; only delivery to the agent carries it.",
} as const;
const attribution = {
  requirement: 'audit-attribution',
  sentence:
    'An audit event MUST carry actor, target, result, `requestId`, `correlationId` (the command id where there is one), ip and user agent, and MUST NOT carry a secret.',
} as const;

interface Tainted {
  /** From when the scene began, on the Opstage's clock. */
  since: string;
  /** A cursor of the feed from before; null where there is no feed. */
  cursor: string | null;
  /** Tokens, passwords and cookies. */
  credentials: Map<string, string>;
  /** Values under names that are redacted, or of sensitive items. */
  contents: Map<string, string>;
  ids: Record<string, string>;
  /** Filters that bring the objects of the scene onto the page. */
  filters: Record<string, Record<string, string>>;
}

export const taintChecks: OpstageCheck[] = [
  opstageCheck({
    ...shownOnce,
    id: 'secrets-shown-once/taint',
    title: 'no read shows a token, a cookie or a password in any form',
    how: 'Issues tokens, makes a user, resets its password and fails a login with a password typed as the name, then calls every read of an operator, reads the feed as pages and as a stream, and lists and exports the audit log since. Expects none of them, plain, encoded, reversed or in part.',
    async run(t) {
      const tainted = await taint(t);
      await expectClean(t, tainted.credentials, await everyRead(t, tainted));
    },
  }),
  opstageCheck({
    ...dropped,
    id: 'sensitive-dropped/taint',
    title: 'no read shows a redacted value in any form',
    how: 'Sends secrets in payloads, results, health details, events and sensitive items, then calls every read of an operator, reads the feed as pages and as a stream, and lists and exports the audit log since. Expects none of them, plain, encoded, reversed or in part.',
    async run(t) {
      const tainted = await taint(t);
      await expectClean(t, tainted.contents, await everyRead(t, tainted));
    },
  }),
  opstageCheck({
    ...attribution,
    id: 'audit-attribution/no-secret',
    title: 'no audit event carries a secret in any form',
    how: 'Puts every kind of secret into the Opstage and exports all audit events since as JSON lines and CSV. Expects none of them, plain, encoded, reversed or in part.',
    async run(t) {
      const { credentials, contents, since: from } = await taint(t);
      const exports = [];
      for (const format of ['jsonl', 'csv']) {
        const reply = await t.send('auditExport', { query: { format, from } });
        t.that('an export', reply.status === 200, reply.status, reply);
        exports.push(reply);
      }
      await expectClean(t, new Map([...credentials, ...contents]), exports);
    },
  }),
];

async function taint(t: OpstageTrial): Promise<Tainted> {
  const credentials = new Map<string, string>();
  const contents = new Map<string, string>();
  const hasFeed = t.subject.version.profiles.includes('opstage-events');
  const cursor = hasFeed ? await cursorNow(t) : null;
  const since = t.driver.must(await t.send('systemHealth')).serverTime;
  const secret = (what: string): string => {
    // The length varies: a leak may depend on it.
    const value = `${t.random.word(t.random.integer(24, 60))}Zq`;
    contents.set(what, value);
    t.driver.register(value, `canary ${what}`);
    return value;
  };
  const user = await t.newOperator('operator');
  credentials.set('the password of a user', user.password);
  credentials.set('a session cookie', user.cookie.slice(user.cookie.indexOf('=') + 1));
  const password = secret('the new password of a user');
  t.driver.must(await t.send('userResetPassword', { path: { userId: user.user.id }, body: { password } }));
  const typed = secret('a password typed as a name');
  t.expect(await t.send('operatorLogin', { body: { username: typed, password: typed } })).refusal('LOGIN_FAILED');
  const issued = await t.driver.registrationToken();
  credentials.set('a registration token', issued.token);
  const guarded: ActionDefinition = {
    name: 'guarded',
    label: 'Guarded',
    dangerLevel: 'LOW',
    requiresConfirmation: false,
    idempotent: true,
    cancellable: false,
    outputSchema: {
      type: 'object',
      properties: { issued: { type: 'string', writeOnly: true }, code: { type: 'string', format: 'password' } },
    },
  };
  const key = 'mailbox.login';
  const configs = [
    {
      key,
      type: 'string' as const,
      editable: false,
      sensitive: true,
      valuePreview: secret('a sensitive value'),
      defaultValue: secret('a sensitive default'),
    },
  ];
  const service = await t.service({
    configs,
    actions: [...sampleActions, guarded],
    health: {
      status: 'UP',
      details: {
        token: secret('a secret of health details'),
        pool: { API_KEY: secret('a nested secret of health details') },
      },
    },
  });
  const { agent } = service;
  credentials.set('an agent token', agent.token);
  const rotated = t.driver.must(await agent.send('agentTokenRotate', { body: { bootId: agent.bootId } }));
  credentials.set('a pending agent token', rotated.agentToken);
  t.driver.register(rotated.agentToken, `pending agent token of ${agent.code}`);
  const event = {
    id: 'e1',
    serviceCode: service.code,
    type: 'login',
    at: new Date().toISOString(),
    data: { password: secret('a secret of an event') },
  };
  t.driver.must(await agent.heartbeat({ events: [event] }));
  const payload = {
    mailbox: 'billing',
    password: secret('a secret of a payload'),
    deep: [{ 'client-secret': secret('a nested secret of a payload') }],
  };
  const { command, delivery } = await t.startCommand(service, { action: 'guarded', payload });
  const data = { issued: secret('a writeOnly result'), code: secret('a password result') };
  t.driver.must(await agent.result(delivery, { data }));
  credentials.set('the new password of a user', password);
  credentials.set('a password typed as a name', typed);
  contents.delete('the new password of a user');
  contents.delete('a password typed as a name');
  const [audited] = t.driver.must(await t.send('auditList', { query: { targetId: service.id } }));
  const failed = await t.createCommand(service, {
    action: 'guarded',
    payload: { mailbox: 'x', secret: secret('a secret of a payload that was cancelled') },
  });
  t.driver.must(await t.send('commandCancel', { path: { commandId: failed.id }, body: {} }));
  t.driver.must(
    await t.send('commandRetry', {
      path: { commandId: failed.id },
      body: { payload: { mailbox: 'x', token: secret('a secret of a payload that was retried') } },
    }),
  );
  return {
    credentials,
    contents,
    since,
    cursor,
    ids: {
      userId: user.user.id,
      tokenId: issued.id,
      agentId: agent.id,
      serviceId: service.id,
      commandId: command.id,
      actionName: 'guarded',
      auditEventId: audited?.id ?? '',
    },
    filters: {
      agentList: { q: agent.code },
      serviceList: { agentId: agent.id },
      commandList: { serviceId: service.id },
      auditList: { actorId: agent.id },
      auditExport: { targetId: service.id, format: 'jsonl' },
    },
  };
}

async function everyRead(t: OpstageTrial, { ids, filters, since, cursor }: Tainted): Promise<Reply[]> {
  const replies: Reply[] = [];
  for (const format of ['jsonl', 'csv']) replies.push(await t.send('auditExport', { query: { format, from: since } }));
  for (let page = 1, full = true; full; page += 1) {
    const { pageSizeMax: pageSize } = t.limits;
    const reply = await t.send('auditList', { query: { from: since, page, pageSize } });
    full = t.expect(reply).success().length === pageSize;
    replies.push(reply);
  }
  if (cursor !== null) replies.push(...(await feedSince(t, cursor)));
  for (const { operationId, method, kind, query } of Object.values(operations)) {
    const served = t.subject.version.profiles.includes(profileOf(operationId));
    if (method !== 'GET' || !served || (kind !== 'json' && kind !== 'export')) continue;
    const paged = query.some(({ name }) => name === 'pageSize') ? { pageSize: t.limits.pageSizeMax } : {};
    const reply = await t.send(operationId, { path: ids, query: { ...filters[operationId], ...paged } });
    t.that(`${operationId} to succeed`, reply.status === 200, `${reply.status} ${reply.text}`, reply);
    replies.push(reply);
  }
  return replies;
}

/** The feed from the cursor on: its pages, and the stream up to the last event of them. */
async function feedSince(t: OpstageTrial, cursor: string): Promise<Reply[]> {
  const pages: Reply<'eventList'>[] = [];
  let last = cursor;
  for (let count = 100; count === 100; ) {
    const reply = await t.send('eventList', { query: { after: last, limit: 100 } });
    const page = t.expect(reply).success();
    count = page.events.length;
    last = page.cursor ?? last;
    pages.push(reply);
  }
  const stream = await openStream(t, { after: cursor });
  await t.until('the last event of the pages on the stream', () => stream.events.some(({ id }) => id === last));
  const streamed = stream.events.map(({ id }) => id);
  const paged = pages.flatMap(({ body }) =>
    (body as { data: { events: CloudEvent[] } }).data.events.map(({ id }) => id),
  );
  t.equal('the events streamed', streamed.slice(0, paged.length), paged, stream, ...pages);
  stream.close();
  const text = stream.events.map((event) => event.text).join('\n');
  return [...pages, { ...stream.reply, text }];
}

async function expectClean(
  t: OpstageTrial,
  secrets: ReadonlyMap<string, string>,
  replies: readonly Reply[],
): Promise<void> {
  const forms = [...secrets].flatMap(([what, value]) =>
    secretForms(value).map(({ form, text }) => ({ what: `${what} ${form}`, text })),
  );
  for (const reply of replies) {
    const everything = `${reply.text}\n${JSON.stringify(reply.headers)}`;
    const found = forms.filter(({ text }) => everything.includes(text)).map(({ what }) => what);
    t.equal('secrets found in the answer', found, [], reply);
  }
}
