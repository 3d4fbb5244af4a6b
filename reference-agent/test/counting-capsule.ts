/**
 * A capsule whose every run leaves a line, so that somebody who kills it can count runs without asking anybody. Beside the
 * three variables of every agent, CAPSULE_RUNS names the file the ids of the commands go to.
 */
import { appendFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { CapsuleAgent } from 'capsule-agent';

const { OPSTAGE_URL = '', OPSTAGE_REGISTRATION_TOKEN = '', OPSTAGE_AGENT_STATE = '', CAPSULE_RUNS = '' } = process.env;
const agent = new CapsuleAgent({
  url: OPSTAGE_URL,
  registrationToken: OPSTAGE_REGISTRATION_TOKEN,
  stateDir: OPSTAGE_AGENT_STATE,
  agent: { code: 'counting', version: '1.0.0' },
  service: { code: 'counting', name: 'Counting', version: '1.0.0', description: 'Notes that it ran.' },
});
agent.service('counting').action({ name: 'count', label: 'Note the run' }, async (_input, { commandId }) => {
  appendFileSync(CAPSULE_RUNS, `${commandId}\n`);
  await sleep(20);
  return { ran: commandId };
});
process.on('SIGTERM', () => void agent.stop({ graceMs: 3_000 }));
await agent.start();
process.stdout.write('started\n');
await agent.ended;
process.exit(0);
