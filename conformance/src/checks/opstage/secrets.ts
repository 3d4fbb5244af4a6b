/** Contract, section 3: tokens are shown once and kept only as hashes. */
import { createHash } from 'node:crypto';
import type { Reply } from '../../target/caller.ts';
import { plainForms, searchDataFolder } from '../../target/data-folder.ts';
import type { FakeAgent } from '../../target/fake-agent.ts';
import { type OpstageCheck, opstageCheck } from '../check.ts';
import type { OpstageTrial } from '../opstage-trial.ts';
import { seenAgent, seenToken } from './operator-reads.ts';
import { register } from './registering.ts';

const shownOnce = {
  requirement: 'secrets-shown-once',
  sentence:
    'A raw token MUST appear only in the answer that issues it, and in no other answer, list, event, audit record, export or log.',
} as const;
const hashed = {
  requirement: 'secrets-hashed-at-rest',
  sentence: 'Opstage MUST store tokens only as SHA-256 and compare them in constant time.',
} as const;

interface Issued {
  name: string;
  value: string;
  /** The message that issued it. */
  message: number;
}

/** One registration token, the agent token it bought, and the pending token of a rotation. */
async function issueTokens(t: OpstageTrial): Promise<{ agent: FakeAgent; tokenId: string; secrets: Issued[] }> {
  const made = await t.send('registrationTokenCreate', { body: { maxUses: 2 } });
  const registrationToken = t.expect(made).success();
  t.driver.register(registrationToken.token, `registration token ${registrationToken.id}`);
  const bootId = t.driver.newBootId();
  const registered = await register(t, { token: registrationToken.token, bootId });
  const agent = t.driver.agentOf(t.expect(registered).success(), bootId);
  const rotated = await agent.send('agentTokenRotate', { body: { bootId } });
  const rotation = t.expect(rotated).success();
  t.driver.register(rotation.agentToken, `pending token of ${agent.code}`);
  const secrets = [
    { name: 'the registration token', value: registrationToken.token, message: made.message },
    { name: 'the agent token', value: agent.token, message: registered.message },
    { name: 'the pending agent token', value: rotation.agentToken, message: rotated.message },
  ];
  return { agent, tokenId: registrationToken.id, secrets };
}

/** Every answer that might repeat a token: reads, refusals and repetitions. */
async function provoke(t: OpstageTrial, agent: FakeAgent, tokenId: string, secrets: Issued[]): Promise<Reply[]> {
  const [registrationToken, agentToken, pendingToken] = secrets.map(({ value }) => value) as [string, string, string];
  const since = (await seenToken(t, { id: tokenId })).data.createdAt;
  const replies: Reply[] = [
    await register(t, { token: registrationToken, code: agent.code }),
    await t.send('agentRegister', { body: { registrationToken, agent: agentToken } }),
    await t.send('agentRegister', { rawBody: `{"registrationToken":"${registrationToken}"` }),
    await agent.heartbeat(),
    await agent.send('agentHeartbeat', { body: { bootId: agentToken, [pendingToken]: 1 } }),
    await agent.send('agentHeartbeat', { path: { agentId: agentToken }, body: {} }),
    await agent.send('agentHeartbeat', { headers: { authorization: `Bearer ${registrationToken}` }, body: {} }),
    await t.send('registrationTokenView', { path: { tokenId } }),
    await t.send('registrationTokenView', { path: { tokenId: registrationToken } }),
    await t.send('registrationTokenList', { query: { pageSize: t.limits.pageSizeMax } }),
    await t.send('registrationTokenRevoke', { path: { tokenId } }),
    await t.send('agentView', { path: { agentId: agent.id } }),
    await t.send('agentList', { query: { q: agent.code } }),
    await t.send('agentDisable', { path: { agentId: agent.id }, body: {} }),
    await t.send('agentEnable', { path: { agentId: agent.id }, body: {} }),
    await t.send('auditList', { query: { targetId: agent.id, pageSize: t.limits.pageSizeMax } }),
    await t.send('auditList', { query: { targetId: tokenId, pageSize: t.limits.pageSizeMax } }),
    await t.send('auditList', { query: { from: since, pageSize: t.limits.pageSizeMax } }),
    await t.send('auditExport', { query: { format: 'jsonl', from: since } }),
    await t.send('auditExport', { query: { format: 'csv', from: since } }),
    await t.send('dashboardView'),
    await t.raw('GET', `/api/agents/${agentToken}/nowhere?token=${registrationToken}`, { as: agent }),
  ];
  if (t.subject.version.profiles.includes('opstage-events'))
    replies.push(await t.send('eventList', { query: { limit: 100 } }));
  return replies;
}

export const secretChecks: OpstageCheck[] = [
  opstageCheck({
    ...shownOnce,
    id: 'secrets-shown-once/answers',
    title: 'no answer but the one that issued it carries a raw token',
    how: 'Issues a registration token, an agent token and a pending one, then provokes reads, lists, audit, exports and refusals that could repeat them. Expects their values in the issuing answers only, headers included.',
    async run(t) {
      const { agent, tokenId, secrets } = await issueTokens(t);
      for (const { name, value } of secrets)
        t.that(`${name} with at least 32 characters`, value.length >= 32, value.length, secrets[0] as Issued);
      const replies = await provoke(t, agent, tokenId, secrets);
      for (const reply of replies) {
        const everything = `${reply.text}\n${JSON.stringify(reply.headers)}`;
        const leaked = secrets.filter(({ value }) => everything.includes(value)).map(({ name }) => name);
        t.equal('raw tokens in the answer', leaked, [], reply);
      }
      for (const { name, value, message } of secrets) {
        const showing = t.transcript.messages.filter(({ response }) => response?.text.includes(value));
        t.equal(
          `messages that show ${name}`,
          showing.map(({ number }) => number),
          [message],
          message,
        );
      }
      t.expect(await t.send('auditExport', { query: { format: 'jsonl', targetId: agent.id } })).status(200);
    },
  }),
  opstageCheck({
    ...shownOnce,
    id: 'secrets-shown-once/log',
    title: 'the output of the Opstage carries no raw token',
    how: 'Issues tokens and provokes refusals that carry them, then reads what the started Opstage wrote to stdout and stderr. Expects none of the values there.',
    needs: ['start'],
    async run(t) {
      const { agent, tokenId, secrets } = await issueTokens(t);
      await provoke(t, agent, tokenId, secrets);
      // What is logged may be written a moment after the answer.
      await t.pause(500);
      const output = t.subject.process?.output ?? '';
      const leaked = secrets.filter(({ value }) => output.includes(value)).map(({ name }) => name);
      const last = await seenAgent(t, agent);
      t.equal('raw tokens in the output', leaked, [], last, ...secrets);
    },
  }),
  opstageCheck({
    ...hashed,
    id: 'secrets-hashed-at-rest',
    title: 'the data folder holds the SHA-256 of each token and no token',
    how: 'Issues a registration token, an agent token and a pending one and reads every file of the data folder. Expects no file to hold a token in any plain form, and each token’s SHA-256 to be there.',
    needs: ['data-folder'],
    async run(t) {
      const folder = t.subject.dataFolder ?? t.couldNotRun('the data folder is not known');
      const { secrets } = await issueTokens(t);
      const digests = secrets.flatMap(({ name, value }) => {
        const digest = createHash('sha256').update(value).digest();
        const texts = [
          digest.toString('hex'),
          digest.toString('hex').toUpperCase(),
          digest.toString('base64url'),
          digest.toString('base64'),
        ];
        return [digest, ...texts.map((text) => Buffer.from(text))].map((bytes) => ({ name, bytes }));
      });
      await t.until('the SHA-256 of each token in the data folder', async () => {
        const { found } = await searchDataFolder(folder, digests);
        return secrets.every(({ name }) => found.some(({ needle }) => needle === name));
      });
      const plain = await searchDataFolder(
        folder,
        secrets.flatMap(({ name, value }) => plainForms(name, value)),
      );
      t.equal('tokens in plain form', plain.found, [], ...(secrets as [Issued, ...Issued[]]));
    },
  }),
];
