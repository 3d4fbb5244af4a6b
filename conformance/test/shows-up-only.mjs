// An agent that registers, reports a conformance capsule and sends heartbeats, and does nothing else whatever comes: at the
// interval it is told, or with the argument `flood` fifty times as often, with claims in between whose commands it drops.
import { request } from 'node:http';

const { OPSTAGE_URL, OPSTAGE_REGISTRATION_TOKEN } = process.env;
const floods = process.argv[2] === 'flood';
const bootId = 'boot-0000000000000000';
const revision = 'r1';
const manifest = {
  ...{ kind: 'CapsuleService', schemaVersion: '1.0', code: 'conformance', name: 'Nothing', version: '1.0.0' },
  ...{ description: '', runtime: 'nodejs', agentMode: 'external' },
};

function post(path, body, headers = {}) {
  return new Promise((resolve) => {
    const own = { 'content-type': 'application/json', 'capsule-contract': '1' };
    const call = request(`${OPSTAGE_URL}/api/agents/${path}`, { method: 'POST', headers: { ...own, ...headers } });
    call.on('error', () => resolve({}));
    call.on('response', async (answer) => {
      try {
        let text = '';
        for await (const chunk of answer) text += chunk;
        resolve(JSON.parse(text).data ?? {});
      } catch {
        resolve({});
      }
    });
    call.end(JSON.stringify(body));
  });
}

const { agentId, agentToken } = await post('register', {
  registrationToken: OPSTAGE_REGISTRATION_TOKEN,
  agent: { code: 'shows-up', mode: 'external' },
  bootId,
  capabilities: ['commands.progress', 'commands.cancel', 'session.ws', 'token.rotate'],
});
const authorization = `Bearer ${agentToken}`;
await post(`${agentId}/services/report`, { bootId, services: [{ manifest, revision }] }, { authorization });
for (;;) {
  const services = [{ code: 'conformance', revision }];
  await post(`${agentId}/heartbeat`, { bootId, services, running: [] }, { authorization });
  if (floods) await post(`${agentId}/commands/claim`, { bootId, max: 10, waitSeconds: 0 }, { authorization });
  await new Promise((resolve) => setTimeout(resolve, floods ? 20 : 1_000));
}
