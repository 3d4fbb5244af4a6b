/** The agent of the hostile afternoon: a process of its own, so that it can be killed, whose time passes faster. */
import { appendFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { CapsuleAgent, type Clock } from 'capsule-agent';

const [url = '', stateDir = '', effects = '', speed = '1'] = process.argv.slice(2);
const factor = Number(speed);
const origin = Date.now();
const clock: Clock = {
  now: () => origin + (Date.now() - origin) * factor,
  after(delayMs, run) {
    const timer = setTimeout(run, Math.max(0, delayMs / factor));
    return () => clearTimeout(timer);
  },
};

const agent = new CapsuleAgent({
  url,
  registrationToken: process.env.HOSTILE_REGISTRATION_TOKEN,
  stateDir,
  service: { code: 'hostile', name: 'Hostile afternoon', version: '1.0.0' },
  clock,
  log: () => {},
});

agent.action({ name: 'work', label: 'Work' }, async (input, { commandId, progress }) => {
  // The effect, before anything else can happen: a line in a file outlives the process that is killed.
  appendFileSync(effects, `${commandId}\n`);
  progress({ percent: 50 });
  await sleep(Number(input.workMs));
  return { number: input.number };
});

await agent.start();
const end = await agent.ended;
process.exitCode = end.reason === 'stopped' ? 0 : 1;
