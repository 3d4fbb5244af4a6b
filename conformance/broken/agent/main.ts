/**
 * A small agent that keeps the contract (every profile) with the conformance capsule, and one thing wrong
 * when asked for: `node main.ts --defect <name>`. It is the kit's own subject: the kit must pass it as it is and catch it
 * with every defect.
 */
import { randomBytes } from 'node:crypto';
import { AgentState } from './agent-state.ts';
import { Caller } from './calls.ts';
import { Capsule } from './capsule.ts';
import { Commands } from './commands.ts';
import { activate, defect } from './defects.ts';
import { adoptIntervals, type Intervals, untold } from './intervals.ts';
import { isPassing, Pacing } from './pacing.ts';
import { pause } from './pause.ts';
import { beat, heed } from './pulse.ts';
import { Reporter } from './reports.ts';
import { Session } from './session.ts';

const capabilities = ['commands.progress', 'commands.cancel', 'token.rotate', 'session.ws'];
const graceMs = 3_000;

function quit(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(2);
}

function variable(name: string): string {
  return process.env[name] || quit(`${name} is not set`);
}

function isLoopback({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\./.test(hostname);
}

async function register(caller: Caller, state: AgentState, bootId: string, registrationToken: string) {
  const pacing = new Pacing();
  const agent = { code: 'broken-agent', mode: 'embedded' };
  const body = { registrationToken, agent, bootId, capabilities };
  let key = randomBytes(16).toString('hex');
  for (;;) {
    const keyed = defect('no-idempotency-key') ? {} : { idempotencyKey: key };
    const answer = await caller.call({ path: 'register', body, ...keyed });
    if (answer.status === 200) {
      const offered = Array.isArray(answer.data.capabilities) ? answer.data.capabilities : [];
      state.adopt(String(answer.data.agentId), String(answer.data.agentToken), offered.includes('session.ws'));
      if (defect('token-logged')) console.log(`registered, token ${answer.data.agentToken}`);
      return answer;
    }
    if (defect('new-idempotency-key-each-time')) key = randomBytes(16).toString('hex');
    const refused = !isPassing(answer) || answer.status === 401 || answer.status === 403;
    if (refused && !defect('refused-registration-repeated')) return null;
    const hurried = defect('registers-at-a-fixed-rate');
    await pause(refused ? 500 : hurried ? 200 : pacing.afterFailure(answer, 1_000));
  }
}

async function main(): Promise<void> {
  activate(process.argv);
  const url = variable('OPSTAGE_URL');
  const registrationToken = variable('OPSTAGE_REGISTRATION_TOKEN');
  const address = new URL(url);
  if (address.protocol === 'http:' && !isLoopback(address) && !defect('plain-http-anywhere')) {
    quit('plain http outside loopback is refused');
  }
  const state = new AgentState(variable('OPSTAGE_AGENT_STATE'), registrationToken);
  const bootId = () => (defect('boot-id-of-each-call') ? randomBytes(12).toString('hex') : state.bootId);
  const intervals: Intervals = { heartbeatMs: untold, pollMs: 5_000 };
  const caller = new Caller(url, state, () => intervals.heartbeatMs);
  const capsule = new Capsule(url, state.fingerprintKey);
  const claimable = () => session.claimable;
  const commands = new Commands({ caller, state, capsule, intervals, bootId, claimable });
  const reporter = new Reporter({ caller, capsule, bootId, intervalMs: () => intervals.heartbeatMs });
  let stopping = false;
  const stopped = () => stopping;
  const parts = { caller, state, capsule, commands, reporter, intervals, bootId, capabilities, stopped };
  const session = new Session({
    url,
    caller,
    state,
    bootId,
    capabilities,
    intervalMs: () => intervals.heartbeatMs,
    told: (answer) => heed(parts, answer),
    dispatched: (command) => commands.dispatched(command),
    cancelled: (commandId) => commands.cancel(commandId),
    startAnew: () => caller.startAnew(),
  });
  caller.session = session;
  capsule.onChange(() => reporter.want());
  // A program that exits would be started again by whoever looks after it; one that idles is left alone.
  setInterval(() => {}, 3_600_000);

  process.on('SIGTERM', async () => {
    if (stopping) return;
    stopping = true;
    await commands.stop(graceMs);
    const body = { bootId: bootId(), reason: 'stopped by SIGTERM' };
    caller.abort();
    const silent = state.token === null || caller.ended || defect('leaves-without-a-word');
    if (!silent && !(await session.goodbye(body))) {
      await new Caller(url, state, () => 1_000).call({ path: '{id}/disconnect', body, timeoutMs: 3_000 });
    }
    process.exit(0);
  });

  if (state.isOver()) return;
  const fresh = state.token === null;
  if (fresh) {
    const answer = await register(caller, state, bootId(), registrationToken);
    if (answer === null) return;
    adoptIntervals(intervals, answer.data);
  } else {
    // Until Opstage tells another, the shortest sensible one.
    intervals.heartbeatMs = 1_000;
    intervals.pollMs = 1_000;
  }
  if (fresh || !defect('no-report-after-a-restart')) reporter.want();
  commands.resume();
  void commands.claim();
  if (state.sessions) void session.run();
  await beat(parts);
}

await main();
