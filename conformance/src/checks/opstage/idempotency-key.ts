/** Contract, section 6: a repeated execute or retry under one key is the same command. */
import type { Reply } from '../../target/caller.ts';
import type { Actor } from '../../target/contract-call.ts';
import type { ReportedService } from '../../target/opstage-driver.ts';
import { type OpstageCheck, opstageCheck } from '../check.ts';
import type { OpstageTrial } from '../opstage-trial.ts';
import { auditOf, commandsOf } from './operator-reads.ts';

const idempotency = {
  requirement: 'idempotency-key',
  sentence:
    'On execute and retry Opstage MUST honour an `Idempotency-Key` of 1 to 128 visible ASCII characters, in the scope of user, operation, target and key, for 24 h: the same key with an equal body (RFC 8785) gives the command as it is now with `replayed: true`; with another body 422 `IDEMPOTENCY_KEY_REUSED`; a refused request binds nothing; parallel equal requests all get the one command.',
} as const;

interface Executing {
  key: string;
  body?: object;
  rawBody?: string;
  action?: string;
  as?: Actor;
}

async function execute(t: OpstageTrial, service: ReportedService, options: Executing): Promise<Reply<'commandCreate'>> {
  const { key, body = {}, rawBody, action = 'echo', as } = options;
  await service.agent.stayLive();
  return t.send('commandCreate', {
    path: { serviceId: service.id, actionName: action },
    headers: { 'idempotency-key': key },
    ...(rawBody === undefined ? { body } : { rawBody }),
    ...(as ? { as } : {}),
  });
}

/** A command that can be retried. */
async function finished(t: OpstageTrial, service: ReportedService): Promise<string> {
  const command = await t.createCommand(service);
  t.driver.must(await t.send('commandCancel', { path: { commandId: command.id }, body: {} }));
  return command.id;
}

async function retry(t: OpstageTrial, service: ReportedService, commandId: string, key: string, body: object = {}) {
  await service.agent.stayLive();
  return t.send('commandRetry', { path: { commandId }, headers: { 'idempotency-key': key }, body });
}

export const idempotencyKeyChecks: OpstageCheck[] = [
  opstageCheck({
    ...idempotency,
    id: 'idempotency-key/equal-body',
    title: 'the same key with an equal body gives the command as it is now',
    how: 'Executes an action and sends it again under its key with the members in another order and numbers and letters written otherwise, before and after cancelling it. Expects the same command with replayed true and its present state, one command and one audit record.',
    async run(t) {
      const service = await t.service();
      const key = t.random.word(24);
      const first = await execute(t, service, {
        key,
        rawBody: '{"payload":{"n":100,"text":"aé","list":[1,2]},"startWithinSeconds":60}',
      });
      const { command, replayed } = t.expect(first).success();
      t.equal('replayed', replayed, false, first);
      const spellings = [
        '{"payload":{"n":100,"text":"aé","list":[1,2]},"startWithinSeconds":60}',
        ' {"startWithinSeconds": 60.0, "payload": {"list": [1.0, 2], "text": "\\u0061\\u00e9", "n": 1e2}} ',
      ];
      for (const rawBody of spellings) {
        const again = await execute(t, service, { key, rawBody });
        const answer = t.expect(again).success();
        t.equal('the answer', [answer.command.id, answer.replayed], [command.id, true], first, again);
      }
      t.driver.must(await t.send('commandCancel', { path: { commandId: command.id }, body: {} }));
      const later = await execute(t, service, { key, rawBody: spellings[1] as string });
      const answer = t.expect(later).success();
      t.equal(
        'the command as it is now',
        [answer.command.id, answer.command.status, answer.replayed],
        [command.id, 'CANCELLED', true],
        later,
      );
      const commands = await commandsOf(t, service);
      t.equal(
        'commands of the service',
        commands.data.map(({ id }) => id),
        [command.id],
        commands,
      );
      const events = await auditOf(t, { action: 'command.created', correlationId: command.id });
      t.equal('command.created records', events.data.length, 1, events);
    },
  }),
  opstageCheck({
    ...idempotency,
    id: 'idempotency-key/other-body',
    title: 'the same key with another body is refused and makes nothing',
    how: 'Executes an action and sends its key again with another payload, another startWithinSeconds and an added member. Expects IDEMPOTENCY_KEY_REUSED each time and one command; the first body still gives it.',
    async run(t) {
      const service = await t.service();
      const key = t.random.word(24);
      const body = { payload: { n: 1 }, startWithinSeconds: 60 };
      const { command } = t.expect(await execute(t, service, { key, body })).success();
      for (const other of [
        { ...body, payload: { n: 2 } },
        { ...body, startWithinSeconds: 61 },
        { ...body, queue: true },
        {},
      ]) {
        t.expect(await execute(t, service, { key, body: other })).refusal('IDEMPOTENCY_KEY_REUSED');
      }
      const commands = await commandsOf(t, service);
      t.equal(
        'commands of the service',
        commands.data.map(({ id }) => id),
        [command.id],
        commands,
      );
      const again = await execute(t, service, { key, body });
      t.equal('the command of the first body', t.expect(again).success().command.id, command.id, again);
    },
  }),
  opstageCheck({
    ...idempotency,
    id: 'idempotency-key/scope',
    title: 'a key counts for one user, operation and target',
    how: 'Sends one key as another user, for another action, for another service, for retry and for the retry of another command. Expects a command of its own each time.',
    async run(t) {
      const service = await t.service();
      const other = await t.reportService(service.agent);
      const key = t.random.word(24);
      const replies = [
        await execute(t, service, { key }),
        await execute(t, service, { key, as: await t.operator() }),
        await execute(t, service, { key, action: 'slow' }),
        await execute(t, other, { key }),
        await retry(t, service, await finished(t, service), key),
        await retry(t, service, await finished(t, service), key),
      ];
      const answers = replies.map((reply) => t.expect(reply).success());
      const [firstReply, ...otherReplies] = replies.map(({ message }) => message) as [number, ...number[]];
      t.equal(
        'replayed',
        answers.map(({ replayed }) => replayed),
        answers.map(() => false),
        firstReply,
        ...otherReplies,
      );
      const ids = new Set(answers.map(({ command }) => command.id));
      t.equal('different commands', ids.size, answers.length, firstReply, ...otherReplies);
    },
  }),
  opstageCheck({
    ...idempotency,
    id: 'idempotency-key/refused-binds-nothing',
    title: 'a refused request leaves its key free',
    how: 'Sends a key with a payload that is refused, with a missing confirmation and to an agent that is offline, then with bodies that are good. Expects the refusals, then a new command, then its replay.',
    async run(t) {
      const service = await t.service();
      const key = t.random.word(24);
      t.expect(await execute(t, service, { key, action: 'read', body: { payload: {} } })).refusal(
        'ACTION_PAYLOAD_INVALID',
      );
      const body = { payload: { mailbox: 'codes' } };
      const made = await execute(t, service, { key, action: 'read', body });
      const answer = t.expect(made).success();
      t.equal('replayed', answer.replayed, false, made);
      const again = await execute(t, service, { key, action: 'read', body });
      t.equal('the replay', t.expect(again).success().command.id, answer.command.id, made, again);
      t.expect(await execute(t, service, { key, action: 'confirm' })).refusal('ACTION_REQUIRES_CONFIRMATION');
      const confirmed = await execute(t, service, { key, action: 'confirm', body: { confirmation: true } });
      t.equal('replayed', t.expect(confirmed).success().replayed, false, confirmed);
      const offline = await t.service();
      t.driver.must(await offline.agent.disconnect());
      const path = { serviceId: offline.id, actionName: 'echo' };
      const headers = { 'idempotency-key': key };
      t.expect(await t.send('commandCreate', { path, headers, body: {} })).refusal('AGENT_OFFLINE');
      const queued = await t.send('commandCreate', { path, headers, body: { queue: true } });
      t.equal('replayed', t.expect(queued).success().replayed, false, queued);
    },
  }),
  opstageCheck({
    ...idempotency,
    id: 'idempotency-key/parallel',
    title: 'parallel equal requests all get the one command',
    how: 'Sends one execute ten times at once under one key, and one retry ten times at once. Expects one command id each, exactly one answer with replayed false, and one command more.',
    async run(t) {
      const service = await t.service();
      const commandId = await finished(t, service);
      const keys = [t.random.word(24), t.random.word(24)] as const;
      const races = [
        () => execute(t, service, { key: keys[0], body: { payload: { n: 1 } } }),
        () => retry(t, service, commandId, keys[1]),
      ];
      for (const race of races) {
        const before = await commandsOf(t, service);
        const replies = await Promise.all(Array.from({ length: 10 }, () => race()));
        const answers = replies.map((reply) => t.expect<'commandCreate' | 'commandRetry'>(reply).success());
        const [firstReply, ...otherReplies] = replies.map(({ message }) => message) as [number, ...number[]];
        t.equal(
          'different commands',
          new Set(answers.map(({ command }) => command.id)).size,
          1,
          firstReply,
          ...otherReplies,
        );
        t.equal(
          'answers with replayed false',
          answers.filter(({ replayed }) => !replayed).length,
          1,
          firstReply,
          ...otherReplies,
        );
        const after = await commandsOf(t, service);
        t.equal('new commands', after.data.length - before.data.length, 1, before, after);
      }
    },
  }),
  opstageCheck({
    ...idempotency,
    id: 'idempotency-key/parallel-different',
    title: 'of parallel requests that differ under one key, one kind wins',
    how: 'Sends two different executes five times each at once under one key. Expects one command, which every request with its body gets, and IDEMPOTENCY_KEY_REUSED for all others.',
    async run(t) {
      const service = await t.service();
      const key = t.random.word(24);
      const bodies = Array.from({ length: 10 }, (_, index) => ({ payload: { n: index % 2 } }));
      const replies = await Promise.all(bodies.map((body) => execute(t, service, { key, body })));
      const commands = await commandsOf(t, service);
      t.equal('commands of the service', commands.data.length, 1, commands);
      const [command] = commands.data;
      for (const [index, reply] of replies.entries()) {
        const won = command?.payload.n === index % 2;
        if (won) t.equal('the command', t.expect(reply).success().command.id, command?.id, reply, commands);
        else t.expect(reply).refusal('IDEMPOTENCY_KEY_REUSED');
      }
    },
  }),
  opstageCheck({
    ...idempotency,
    id: 'idempotency-key/form',
    title: 'a key is 1 to 128 visible ASCII characters',
    how: 'Sends keys of 1 and of 128 characters, all visible ones among them, and keys of 129 characters, with a space inside and with a letter outside ASCII, on execute and retry. Expects the former to be honoured and the latter VALIDATION_FAILED without a command.',
    async run(t) {
      const service = await t.service();
      const longest = t.limits.idempotencyKeyLengthMax;
      const visible = Array.from({ length: 94 }, (_, index) => String.fromCharCode(33 + index)).join('');
      for (const key of ['k', visible, t.random.word(longest)]) {
        const made = t.expect(await execute(t, service, { key })).success();
        const again = await execute(t, service, { key });
        const { command, replayed } = t.expect(again).success();
        t.equal('the replay', [command.id, replayed], [made.command.id, true], again);
      }
      const commandId = await finished(t, service);
      const before = await commandsOf(t, service);
      for (const key of [t.random.word(longest + 1), 'two words', 'clé']) {
        t.expect(await execute(t, service, { key })).refusal('VALIDATION_FAILED');
        t.expect(await retry(t, service, commandId, key)).refusal('VALIDATION_FAILED');
      }
      const after = await commandsOf(t, service);
      t.equal('commands of the service', after.data.length, before.data.length, before, after);
    },
  }),
  opstageCheck({
    ...idempotency,
    id: 'idempotency-key/retry',
    title: 'a key on retry is honoured in the same way',
    how: 'Retries a command under a key, again with the equal body and with another one. Expects one new command, its replay, IDEMPOTENCY_KEY_REUSED, and a second command without the key.',
    async run(t) {
      const service = await t.service();
      const commandId = await finished(t, service);
      const key = t.random.word(24);
      const made = t.expect(await retry(t, service, commandId, key)).success();
      const again = await retry(t, service, commandId, key);
      const answer = t.expect(again).success();
      t.equal('the replay', [answer.command.id, answer.replayed], [made.command.id, true], again);
      t.expect(await retry(t, service, commandId, key, { payload: { n: 2 } })).refusal('IDEMPOTENCY_KEY_REUSED');
      const keyless = await t.send('commandRetry', { path: { commandId }, body: {} });
      t.that('another command', t.expect(keyless).success().command.id !== made.command.id, made.command.id, keyless);
    },
  }),
];
