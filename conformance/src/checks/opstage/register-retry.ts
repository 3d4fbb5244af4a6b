/** Contract, section 3: a registration whose answer was lost is sent again. */
import { type OpstageCheck, opstageCheck } from '../check.ts';
import { agentsOfCode, seenToken } from './operator-reads.ts';
import { type Registering, register, repeatable } from './registering.ts';
import { undisturbed } from './undisturbed.ts';

const retry = {
  requirement: 'register-retry-safe',
  sentence:
    'Judged before `REGISTRATION_TOKEN_USED` and `AGENT_CODE_TAKEN`: a registration with the same token, `Idempotency-Key` and body within `registerRetrySeconds` (600) and before the first use of the agent token it issued MUST succeed again with the same `agentId` and a new agent token, the earlier one dead. The same key with another body MUST be 422 `IDEMPOTENCY_KEY_REUSED`.',
} as const;

export const registerRetryChecks: OpstageCheck[] = [
  opstageCheck({
    ...retry,
    id: 'register-retry-safe/same-request',
    title: 'the same registration succeeds again for the same agent with a new token',
    how: 'Sends one registration three times with token, Idempotency-Key and body equal. Expects the same agent id, three different agent tokens of which only the last works, one use counted and one agent.',
    async run(t) {
      await undisturbed(t, ['registerRetrySeconds'], async () => {
        const issued = await t.driver.registrationToken();
        const request = repeatable(t, issued.token);
        const replies = [await register(t, request), await register(t, request), await register(t, request)];
        const registrations = replies.map((reply) => t.expect(reply).success());
        const [first, second, last] = registrations.map((one) => t.driver.agentOf(one, request.bootId));
        if (!first || !second || !last) throw new Error('three registrations were sent');
        const [, again, latest] = replies.map(({ message }) => message) as [number, number, number];
        t.equal('the agent ids', [second.id, last.id], [first.id, first.id], again, latest);
        t.equal('the code', [second.code, last.code], [request.code, request.code], again, latest);
        t.equal('different tokens', new Set([first.token, second.token, last.token]).size, 3, again, latest);
        t.expect(await first.heartbeat()).refusal('AGENT_TOKEN_INVALID');
        t.expect(await second.heartbeat()).refusal('AGENT_TOKEN_INVALID');
        t.expect(await last.heartbeat()).success();
        const token = await seenToken(t, issued);
        t.equal('uses of the registration token', token.data.uses, 1, token, latest);
        const agents = await agentsOfCode(t, request.code);
        t.equal(
          'the agents of the code',
          agents.data.map(({ id }) => id),
          [first.id],
          agents,
        );
      });
    },
  }),
  opstageCheck({
    ...retry,
    id: 'register-retry-safe/other-body',
    title: 'the same key with another body is refused and changes nothing',
    how: 'Registers with a key and sends the key again with another bootId and with another code. Expects 422 IDEMPOTENCY_KEY_REUSED, no second agent, and the first token good.',
    async run(t) {
      await undisturbed(t, ['registerRetrySeconds'], async () => {
        const issued = await t.driver.registrationToken({ maxUses: 5 });
        const request = repeatable(t, issued.token);
        const registration = t.expect(await register(t, request)).success();
        const otherCode = t.code('agent');
        const others: Registering[] = [
          { ...request, bootId: t.driver.newBootId() },
          { ...request, code: otherCode },
        ];
        for (const other of others) t.expect(await register(t, other)).refusal('IDEMPOTENCY_KEY_REUSED');
        const agents = await agentsOfCode(t, otherCode);
        t.equal('agents of the other code', agents.data, [], agents);
        const token = await seenToken(t, issued);
        t.equal('uses of the registration token', token.data.uses, 1, token);
        t.expect(await t.driver.agentOf(registration, request.bootId).heartbeat()).success();
      });
    },
  }),
  opstageCheck({
    ...retry,
    id: 'register-retry-safe/needs-its-key',
    title: 'without the key, or under another, an equal body is no retry',
    how: 'Registers with a key, then sends the equal body without a key and with another key, with a token for one and with a token for many. Expects REGISTRATION_TOKEN_USED and AGENT_CODE_TAKEN, and the first token good.',
    async run(t) {
      for (const maxUses of [1, 9]) {
        const issued = await t.driver.registrationToken({ maxUses });
        const request = repeatable(t, issued.token);
        const registration = t.expect(await register(t, request)).success();
        const { key, ...keyless } = request;
        for (const other of [keyless, { ...keyless, key: `${key}x` }]) {
          t.expect(await register(t, other)).refusal(maxUses === 1 ? 'REGISTRATION_TOKEN_USED' : 'AGENT_CODE_TAKEN');
        }
        t.expect(await t.driver.agentOf(registration, request.bootId).heartbeat()).success();
      }
    },
  }),
  opstageCheck({
    ...retry,
    id: 'register-retry-safe/ends-with-first-use',
    title: 'once the agent token was used, the registration cannot be repeated',
    how: 'Registers with a key, uses the agent token once and sends the registration again. Expects REGISTRATION_TOKEN_USED, or AGENT_CODE_TAKEN with a token that has uses left, and the agent token still good.',
    async run(t) {
      for (const maxUses of [1, 9]) {
        const issued = await t.driver.registrationToken({ maxUses });
        const request = repeatable(t, issued.token);
        const agent = t.driver.agentOf(t.expect(await register(t, request)).success(), request.bootId);
        t.expect(await agent.heartbeat()).success();
        const reply = await register(t, request);
        t.expect(reply).refusal(maxUses === 1 ? 'REGISTRATION_TOKEN_USED' : 'AGENT_CODE_TAKEN');
        t.expect(await agent.heartbeat()).success();
        const token = await seenToken(t, issued);
        t.equal('uses of the registration token', token.data.uses, 1, token, reply);
      }
    },
  }),
  opstageCheck({
    ...retry,
    id: 'register-retry-safe/ends-with-the-window',
    since: 'standard',
    long: true,
    title: 'after registerRetrySeconds the registration cannot be repeated',
    how: 'Registers with a key, waits registerRetrySeconds without using the agent token and sends the registration again. Expects REGISTRATION_TOKEN_USED and the agent token good.',
    async run(t) {
      const waitSeconds = t.seconds('registerRetrySeconds');
      const issued = await t.driver.registrationToken();
      const request = repeatable(t, issued.token);
      const registration = t.expect(await register(t, request)).success();
      await t.pause(waitSeconds * 1000 + 200);
      t.expect(await register(t, request)).refusal('REGISTRATION_TOKEN_USED');
      t.expect(await t.driver.agentOf(registration, request.bootId).heartbeat()).success();
    },
  }),
  opstageCheck({
    ...retry,
    id: 'register-retry-safe/parallel',
    title: 'parallel repetitions of one registration make one agent with one good token',
    how: 'Sends one registration six times at once with token, key and body equal. Expects six successes for one agent id, one token that works, and one use counted.',
    async run(t) {
      await undisturbed(t, ['registerRetrySeconds'], async () => {
        const issued = await t.driver.registrationToken();
        const request = repeatable(t, issued.token);
        const replies = await Promise.all(Array.from({ length: 6 }, () => register(t, request)));
        const agents = replies.map((reply) => t.driver.agentOf(t.expect(reply).success(), request.bootId));
        const [firstReply, ...otherReplies] = replies.map(({ message }) => message);
        t.equal(
          'different agent ids',
          new Set(agents.map(({ id }) => id)).size,
          1,
          firstReply as number,
          ...otherReplies,
        );
        const beats = [];
        for (const agent of agents) beats.push(await agent.heartbeat());
        for (const beat of beats) if (beat.status !== 200) t.expect(beat).refusal('AGENT_TOKEN_INVALID');
        const alive = beats.filter(({ status }) => status === 200).length;
        t.equal('issued tokens that work', alive, 1, firstReply as number, ...otherReplies);
        const token = await seenToken(t, issued);
        t.equal('uses of the registration token', token.data.uses, 1, token);
      });
    },
  }),
];
