/** How sessions end and what follows: fallback to claims, staying away as told, and nothing run twice because of it. */
import { expect } from 'vitest';
import { html, rawUpgrade, refusal, refusedUpgrade, type ScriptedOpstage } from './scripted-opstage.ts';
import { ScriptedSessions, type SessionPeer } from './scripted-sessions.ts';
import { again, command, hurriedClock, stage } from './test-agent.ts';
import { timedTest } from './timed-test.ts';

async function stageWithSessions() {
  const { opstage, agent, ...rest } = await stage();
  return { opstage, agent, sessions: new ScriptedSessions(opstage), ...rest };
}

/** Milliseconds between one request for a session and the next. */
function upgradeGap(opstage: ScriptedOpstage, nth: number): number {
  return (opstage.upgrades[nth] ?? 0) - (opstage.upgrades[nth - 1] ?? 0);
}

/** From now on this Opstage opens no session. */
const noMoreSessions = (opstage: ScriptedOpstage) => {
  opstage.upgrade = rawUpgrade(502, { 'Content-Type': 'text/html' }, '<html></html>');
};

timedTest(
  'after a cut the agent claims within one poll interval, answers over HTTP what was open, and runs nothing twice',
  async () => {
    const { opstage, agent, sessions } = await stageWithSessions();
    const made = agent({ clock: hurriedClock(1), random: () => 0.9 });
    let runs = 0;
    const gate = Promise.withResolvers<void>();
    made.action({ name: 'count', label: 'Count' }, async () => {
      runs += 1;
      await gate.promise;
      return { runs };
    });
    await made.start();
    const peer = await sessions.peer(1);
    const [one, two] = [command('count'), command('count')];
    peer.dispatch(one);
    await peer.until('command.ack');
    noMoreSessions(opstage);
    // The second was accepted by Opstage, but the answer to the ack never arrived.
    peer.next('command.ack', () => peer.cut());
    const cutAt = performance.now();
    peer.dispatch(two);
    const claim = await opstage.until('commandClaim', (received) => received.at > cutAt);
    expect(claim.at - cutAt).toBeLessThan(1_000);
    const redelivered = [again(one), again(two)];
    opstage.deliver(...redelivered);
    await opstage.until('commandAck', (ack) => ack.body.deliveryId === redelivered[1]?.delivery.id);
    gate.resolve();
    const results = await Promise.all([opstage.result(one.id), opstage.result(two.id)]);
    expect(results.map((result) => result.body.success)).toEqual([true, true]);
    expect(runs).toBe(2);
  },
);

timedTest('a result without an answer when the session ends is sent again, over HTTP or as a new frame', async () => {
  const { opstage, agent, sessions } = await stageWithSessions();
  const made = agent();
  made.action({ name: 'work', label: 'Work' }, () => ({ done: true }));
  await made.start();
  const peer = await sessions.peer(1);
  peer.next('command.result', () => peer.cut());
  const one = command('work');
  peer.dispatch(one);
  const lost = await peer.until('command.result');
  // By whichever session comes next: on a busy machine the second may end before it is used.
  const asFrame = async (session: number) => (await (await sessions.peer(session)).until('command.result')).data;
  const found = await Promise.race([
    opstage.result(one.id).then(({ body }) => ({ ...body, commandId: one.id })),
    ...[2, 3, 4, 5].map(asFrame),
  ]);
  expect(found).toEqual(lost.data);
});

timedTest('closed 4009 it opens no session and claims nothing for a minute, while heartbeats go on', async () => {
  const { opstage, agent, sessions } = await stageWithSessions();
  const made = agent({ clock: hurriedClock(30) });
  await made.start();
  const peer = await sessions.peer(1);
  await peer.until('heartbeat');
  peer.close(4009, 'replaced');
  await peer.closed();
  const from = opstage.received.length;
  const closedAt = performance.now();
  await opstage.until('agentHeartbeat', () => true, from);
  await Promise.all([sessions.peer(2), opstage.untilUpgrades(2)]);
  const minute = 60_000 / 30;
  expect((opstage.upgrades[1] ?? 0) - closedAt).toBeGreaterThan(minute - 50);
  for (const claim of opstage.of('commandClaim')) {
    expect(claim.at < closedAt || claim.at - closedAt > minute - 50).toBe(true);
  }
});

timedTest('a bye keeps it away for as long as it says, and longer by a little', async () => {
  const { opstage, agent, sessions } = await stageWithSessions();
  await agent().start();
  const peer = await sessions.peer(1);
  peer.send('bye', { reason: 'drain', reconnectAfterMs: 8_000 });
  peer.close(1012, 'drain');
  await opstage.until('commandClaim');
  await opstage.untilUpgrades(2);
  expect(upgradeGap(opstage, 1)).toBeGreaterThan(800);
  expect(upgradeGap(opstage, 1)).toBeLessThan(2_500);
});

timedTest('after a bye that no close follows it closes by itself', async () => {
  const { agent, sessions } = await stageWithSessions();
  await agent().start();
  const peer = await sessions.peer(1);
  peer.send('bye', { reason: 'drain', reconnectAfterMs: 1_000 });
  const ping = setInterval(() => peer.ping(), 50);
  expect(await peer.closed()).toBe(1000);
  clearInterval(ping);
});

timedTest('Retry-After of a refused upgrade is obeyed, whoever says it', async () => {
  const { opstage, agent } = await stage();
  opstage.upgrade = rawUpgrade(503, { 'Retry-After': '20' }, '<html>busy</html>');
  await agent().start();
  await opstage.untilUpgrades(1);
  opstage.upgrade = refusedUpgrade(429, 'RATE_LIMITED', { 'Retry-After': '15' });
  await opstage.untilUpgrades(3);
  expect(upgradeGap(opstage, 1)).toBeGreaterThan(2_000);
  expect(upgradeGap(opstage, 2)).toBeGreaterThan(1_500);
  expect(opstage.of('commandClaim').length).toBeGreaterThan(0);
});

timedTest('an Opstage without sessions is asked once a minute, and claimed from meanwhile', async () => {
  const { opstage, agent } = await stage();
  const made = agent({ clock: hurriedClock(60) });
  made.action({ name: 'work', label: 'Work' }, () => ({ done: true }));
  await made.start();
  const one = command('work');
  opstage.deliver(one);
  await opstage.result(one.id);
  await opstage.untilUpgrades(2);
  expect(upgradeGap(opstage, 1)).toBeGreaterThan(990);
});

timedTest('refusals of the session end no identity: no close code, no refused upgrade', async () => {
  const { opstage, agent, sessions } = await stageWithSessions();
  const made = agent();
  const { upgrade } = opstage;
  opstage.upgrade = refusedUpgrade(401, 'AGENT_TOKEN_REVOKED');
  await made.start();
  await opstage.untilUpgrades(2);
  expect(upgradeGap(opstage, 1)).toBeGreaterThan(95);
  opstage.upgrade = upgrade;
  for (const [index, code] of [4403, 4401].entries()) {
    const peer = await sessions.peer(index + 1);
    peer.close(code);
    await peer.closed();
    await opstage.untilUpgrades(4 + index);
    expect(upgradeGap(opstage, 3 + index)).toBeGreaterThan(95);
  }
  await (await sessions.peer(3)).until('heartbeat');
  expect(opstage.of('agentRegister')).toHaveLength(1);
});

timedTest('a session that is never welcomed is given up, and one that refuses the hello', async () => {
  const { opstage, agent, sessions } = await stageWithSessions();
  sessions.prepare = (peer) => peer.next('hello', () => {});
  await agent().start();
  const silent = await sessions.peer(1);
  expect(await silent.closed()).toBe(4008);
  sessions.prepare = (peer) => peer.next('hello', (frame) => peer.refuse(frame, 'VALIDATION_FAILED'));
  const refusing = await sessions.peer(2);
  expect(await refusing.closed()).toBe(1000);
  await opstage.until('commandClaim');
});

timedTest('it receives nothing for two ping periods and closes 4008; pings alone keep it', async () => {
  const { opstage, agent, sessions } = await stageWithSessions();
  opstage.intervals = { heartbeatIntervalSeconds: 30, commandPollIntervalSeconds: 1, offlineAfterSeconds: 90 };
  const made = agent({ clock: hurriedClock(4), random: () => 0.01 });
  await made.start();
  const peer = await sessions.peer(1);
  const ping = setInterval(() => peer.ping(), 100);
  await opstage.until('agentRegister');
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(peer.closedWith).toBeNull();
  clearInterval(ping);
  const silentFrom = performance.now();
  expect(await peer.closed()).toBe(4008);
  expect(performance.now() - silentFrom).toBeLessThan(1_500);
});

timedTest('a message that is not answered ends the session, and is sent over HTTP', async () => {
  const { opstage, agent, sessions } = await stageWithSessions();
  const made = agent({ clock: hurriedClock(30) });
  made.action({ name: 'work', label: 'Work' }, () => ({ done: true }));
  sessions.prepare = (peer) => peer.next('command.result', () => noMoreSessions(opstage));
  await made.start();
  const peer = await sessions.peer(1);
  const ping = setInterval(() => peer.ping(), 20);
  const one = command('work');
  peer.dispatch(one);
  expect((await opstage.result(one.id)).body.success).toBe(true);
  expect(await peer.closed()).toBe(4400);
  clearInterval(ping);
});

timedTest('what is no frame of the contract is ignored, ten times in a minute closes 4400', async () => {
  const { agent, sessions } = await stageWithSessions();
  await agent().start();
  const peer = await sessions.peer(1);
  peer.send('weather.report', { sunny: true });
  peer.send('ack', {}, 'nothing-you-asked');
  peer.send('error', { code: 'MALFORMED_JSON', message: 'x', requestId: 'req_1' });
  const bad = [
    '{',
    'null',
    '[]',
    '{"v":2,"type":"ack","id":"a","data":{}}',
    '{"v":1,"type":"bye","id":"a b","data":{}}',
  ];
  for (const text of bad) peer.raw(text);
  const before = peer.frames.length;
  await peer.until('heartbeat', (frame) => peer.frames.indexOf(frame) >= before);
  expect(peer.closedWith).toBeNull();
  for (const text of bad) peer.raw(text);
  expect(await peer.closed()).toBe(4400);
});

timedTest('a binary message closes 4400, one beyond every limit 1009, and both are come back from', async () => {
  const { agent, sessions } = await stageWithSessions();
  await agent().start();
  const first = await sessions.peer(1);
  first.raw(Buffer.from([1, 2, 3]));
  expect(await first.closed()).toBe(4400);
  const second = await sessions.peer(2);
  second.raw('x'.repeat(17 * 1024 * 1024));
  expect(await second.closed()).toBe(1009);
  await sessions.peer(3);
});

timedTest(
  'a result that closed the session 1009 goes over HTTP at once, and on from the 413 it gets there',
  async () => {
    const { opstage, agent, sessions } = await stageWithSessions();
    const made = agent();
    made.action({ name: 'work', label: 'Work' }, () => ({ done: true }));
    await made.start();
    const peer = await sessions.peer(1);
    peer.next('command.result', () => peer.close(1009));
    opstage.next('commandResult', refusal(413, 'COMMAND_RESULT_TOO_LARGE'));
    const one = command('work');
    peer.dispatch(one);
    await opstage.result(one.id);
    const rejected = (data: { error?: { code: string } }) => data.error?.code === 'RESULT_REJECTED';
    await Promise.race([
      opstage.until('commandResult', ({ body }) => rejected(body)),
      sessions.peer(2).then((second: SessionPeer) => second.until('command.result', ({ data }) => rejected(data))),
    ]);
  },
);

timedTest('a rotated token opens a new session, under which the old token is never used again', async () => {
  const { opstage, agent, sessions } = await stageWithSessions();
  await agent().start();
  const first = await sessions.peer(1);
  await first.until('heartbeat');
  opstage.directives = { reportServices: [], cancel: [], rotateToken: true };
  await opstage.until('agentTokenRotate');
  opstage.directives = { reportServices: [], cancel: [] };
  expect(await first.closed()).toBe(1000);
  const second = await sessions.peer(2);
  expect(second.token).not.toBe(first.token);
  await second.until('heartbeat');
});

timedTest('while Opstage refuses who we are over HTTP no session is asked for', async () => {
  const { opstage, agent, sessions } = await stageWithSessions();
  await agent().start();
  const peer = await sessions.peer(1);
  opstage.always('agentHeartbeat', refusal(403, 'AGENT_DISABLED'));
  opstage.always('commandClaim', refusal(403, 'AGENT_DISABLED'));
  noMoreSessions(opstage);
  peer.close(4403);
  await opstage.until('agentHeartbeat');
  const asked = opstage.upgrades.length;
  const from = opstage.received.length;
  for (let beats = 0; beats < 6; beats += 1) {
    await opstage.until('agentHeartbeat', () => opstage.received.length > from + beats, from);
  }
  expect(opstage.upgrades.length - asked).toBeLessThanOrEqual(1);
  opstage.asUsual('agentHeartbeat');
  opstage.asUsual('commandClaim');
  await opstage.untilUpgrades(asked + 1);
});

timedTest('an Opstage behind a proxy that kills sessions is served over HTTP', async () => {
  const { opstage, agent } = await stage();
  opstage.upgrade = (_request, socket) => void socket.destroy();
  opstage.next('commandClaim', html(502));
  const made = agent();
  made.action({ name: 'work', label: 'Work' }, () => ({ done: true }));
  await made.start();
  const one = command('work');
  opstage.deliver(one);
  expect((await opstage.result(one.id)).body.success).toBe(true);
});
