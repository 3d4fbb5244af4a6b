// An agent that registers and then sends heartbeats without end, as fast as they are answered, and nothing else.
const { OPSTAGE_URL, OPSTAGE_REGISTRATION_TOKEN } = process.env;
const bootId = 'boot-0000000000000000';

async function post(path, body, headers = {}) {
  const init = { method: 'POST', headers: { 'content-type': 'application/json', 'capsule-contract': '1', ...headers } };
  const answer = await fetch(`${OPSTAGE_URL}/api/agents/${path}`, { ...init, body: JSON.stringify(body) });
  return answer.json();
}

const { data } = await post('register', {
  registrationToken: OPSTAGE_REGISTRATION_TOKEN,
  agent: { code: 'flood', mode: 'external' },
  bootId,
  capabilities: [],
});
const authorization = `Bearer ${data.agentToken}`;
const beats = async () => {
  for (;;) await post(`${data.agentId}/heartbeat`, { bootId, services: [], running: [] }, { authorization });
};
await Promise.all(Array.from({ length: 8 }, beats));
