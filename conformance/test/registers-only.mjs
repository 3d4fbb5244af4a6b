// An agent that registers, as the contract says, and then does nothing for ever.
const { OPSTAGE_URL, OPSTAGE_REGISTRATION_TOKEN } = process.env;
const answer = await fetch(`${OPSTAGE_URL}/api/agents/register`, {
  method: 'POST',
  headers: { 'content-type': 'application/json', 'capsule-contract': '1' },
  body: JSON.stringify({
    registrationToken: OPSTAGE_REGISTRATION_TOKEN,
    agent: { code: 'idle', mode: 'external' },
    bootId: 'boot-0000000000000000',
    capabilities: [],
  }),
});
await answer.text();
setInterval(() => {}, 60_000);
