/** What an agent does when Opstage refuses who it is: only a confirmed revocation ends an identity. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { html, lost, refusal } from './scripted-opstage.ts';
import { REGISTRATION_TOKEN, stage } from './test-agent.ts';
import { timedTest } from './timed-test.ts';

const WHILE_SHUT = ['AGENT_TOKEN_INVALID', 'AGENT_TOKEN_MISSING', 'AGENT_DISABLED', 'AGENT_ID_MISMATCH'] as const;

for (const code of WHILE_SHUT) {
  timedTest(
    `${code} keeps the identity, slows all calls to one per interval, and is over when it is over`,
    async () => {
      const { opstage, agent } = await stage();
      await agent().start();
      await opstage.until('agentHeartbeat');
      const status = code.startsWith('AGENT_TOKEN') ? 401 : 403;
      for (const operation of ['agentHeartbeat', 'commandClaim', 'serviceReport', 'commandAck']) {
        opstage.always(operation, refusal(status, code));
      }
      const firstRefused = await opstage.until('agentHeartbeat', () => true, opstage.received.length);
      const from = opstage.received.indexOf(firstRefused);
      await opstage.until('agentHeartbeat', () => opstage.received.length > from + 4, from);
      const later = opstage.received.slice(from + 1).filter((one) => one.operation !== 'agentHeartbeat');
      // One claim may have been under way when the gate was shut.
      expect(later.length).toBeLessThanOrEqual(1);
      const times = opstage.received.slice(from).filter((one) => one.operation === 'agentHeartbeat');
      for (const [index, { at }] of times.entries()) {
        const previous = times[index - 1];
        // An interval of a second, ten times as fast; a timer may be a millisecond early.
        if (previous) expect(at - previous.at).toBeGreaterThanOrEqual(98);
      }
      for (const operation of ['agentHeartbeat', 'commandClaim', 'serviceReport', 'commandAck'])
        opstage.asUsual(operation);
      await opstage.until('commandClaim', () => true, opstage.received.length);
      expect(opstage.of('agentRegister')).toHaveLength(1);
    },
  );
}

timedTest(
  'a revocation confirmed by one retry ends the agent; a restart with the same registration token calls nobody',
  async () => {
    const { opstage, agent, stateDir } = await stage();
    const made = agent();
    await made.start();
    await opstage.until('agentHeartbeat');
    for (const operation of ['agentHeartbeat', 'commandClaim', 'agentDisconnect']) {
      opstage.always(operation, refusal(401, 'AGENT_TOKEN_REVOKED'));
    }
    expect(await made.ended).toEqual({ reason: 'revoked' });
    const calls = opstage.received.length;
    const next = agent();
    await next.start();
    expect(await next.ended).toEqual({ reason: 'revoked' });
    expect(opstage.received).toHaveLength(calls);
    expect(await readFile(join(stateDir, 'identity.json'), 'utf8')).not.toContain('opstage_agent_');
  },
);

timedTest('a new registration token begins a new identity after a revocation', async () => {
  const { opstage, agent } = await stage();
  const made = agent();
  await made.start();
  await opstage.until('agentHeartbeat');
  opstage.always('agentHeartbeat', refusal(401, 'AGENT_TOKEN_REVOKED'));
  await made.ended;
  opstage.asUsual('agentHeartbeat');
  const from = opstage.received.length;
  await agent({ registrationToken: `${REGISTRATION_TOKEN}_second` }).start();
  await opstage.until('agentHeartbeat', () => true, from);
  const [first, second] = opstage.of('agentRegister');
  expect(second?.headers['idempotency-key']).not.toBe(first?.headers['idempotency-key']);
});

timedTest('one AGENT_TOKEN_REVOKED that the retry does not confirm ends nothing', async () => {
  const { opstage, agent } = await stage();
  const made = agent();
  await made.start();
  await opstage.until('agentHeartbeat');
  opstage.next('agentHeartbeat', refusal(401, 'AGENT_TOKEN_REVOKED'));
  const seen = opstage.received.length;
  await opstage.until('commandClaim', () => opstage.of('agentHeartbeat').length > 3, seen);
  expect(made.agentId).not.toBeNull();
});

timedTest("a proxy's 401 and 403 say nothing about the identity", async () => {
  const { opstage, agent } = await stage();
  opstage.next('agentHeartbeat', html(401), html(403));
  opstage.next('commandClaim', html(403));
  await agent().start();
  await opstage.until('agentHeartbeat', () => opstage.of('agentHeartbeat').length >= 4);
  expect(opstage.of('commandClaim').length).toBeGreaterThan(1);
});

timedTest('a rotated token is stored beside the old one, used, and replaces it when it worked', async () => {
  const { opstage, agent, stateDir } = await stage();
  await agent().start();
  const beat = await opstage.until('agentHeartbeat');
  const old = beat.headers.authorization;
  opstage.directives = { ...opstage.directives, rotateToken: true };
  await opstage.until('agentTokenRotate');
  opstage.directives = { reportServices: [], cancel: [] };
  const used = await opstage.until('agentHeartbeat', (one) => one.headers.authorization !== old);
  await opstage.until('agentHeartbeat', () => true, opstage.received.indexOf(used) + 1);
  const stored = JSON.parse(await readFile(join(stateDir, 'identity.json'), 'utf8'));
  expect(`Bearer ${stored.token}`).toBe(used.headers.authorization);
  expect(stored.rotatedToken).toBeNull();
});

timedTest('a rotated token that Opstage does not know gives way to the old one', async () => {
  const { opstage, agent } = await stage();
  await agent().start();
  const old = (await opstage.until('agentHeartbeat')).headers.authorization;
  opstage.directives = { ...opstage.directives, rotateToken: true };
  const rotation = await opstage.until('agentTokenRotate');
  opstage.directives = { reportServices: [], cancel: [] };
  // The pending token dies unused: another rotation superseded it, or its time ran out.
  for (const token of opstage.tokens) if (`Bearer ${token}` !== old) opstage.tokens.delete(token);
  const from = opstage.received.indexOf(rotation);
  const tried = await opstage.until('agentHeartbeat', (one) => one.headers.authorization !== old, from);
  await opstage.until(
    'agentHeartbeat',
    (one) => one.headers.authorization === old,
    opstage.received.indexOf(tried) + 1,
  );
});

timedTest('a rotation whose answer is lost leaves the old token in use', async () => {
  const { opstage, agent } = await stage();
  opstage.always('agentTokenRotate', lost);
  await agent().start();
  const old = (await opstage.until('agentHeartbeat')).headers.authorization;
  opstage.directives = { ...opstage.directives, rotateToken: true };
  await opstage.until('agentTokenRotate', () => opstage.of('agentTokenRotate').length >= 2);
  await opstage.until('agentHeartbeat', (one) => one.headers.authorization === old, opstage.received.length);
});
