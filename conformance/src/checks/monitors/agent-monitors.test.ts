import type { RequirementId } from 'capsule-contract/types';
import { expect, test } from 'vitest';
import { SecretRegister } from '../../target/secret-register.ts';
import type { Message } from '../../target/transcript.ts';
import { agentMonitors } from './agent-monitors.ts';

const secrets = new SecretRegister();
secrets.add('opstage_agent_0123456789abcdef', 'agent token of otp-reader');

const heartbeat = { bootId: 'boot-0123456789', services: [], running: [] };

function judge(
  requirement: RequirementId,
  given: { version?: string; target?: string; text?: string; operationId?: string | null },
) {
  const monitor = agentMonitors(secrets).find((one) => one.requirement === requirement);
  const message: Message = {
    number: 1,
    lane: 'agent',
    operationId: given.operationId === undefined ? 'agentHeartbeat' : given.operationId,
    startedAtMs: 0,
    endedAtMs: 1,
    request: {
      method: 'POST',
      target: given.target ?? '/api/agents/agt_0123456789abcdef/heartbeat',
      headers: given.version === undefined ? [] : [['capsule-contract', given.version]],
      text: given.text ?? JSON.stringify(heartbeat),
    },
    response: null,
    failure: null,
  };
  return monitor?.judge(message);
}

test.each([
  ['version-header', 'no version', {}],
  ['version-header', 'another version', { version: '2' }],
  ['responses-match-schema', 'no JSON', { text: 'hello' }],
  ['responses-match-schema', 'a missing member', { text: '{"bootId":"boot-0123456789"}' }],
  ['responses-match-schema', 'a wrong type inside', { text: JSON.stringify({ ...heartbeat, running: [1] }) }],
  ['agent-token-stored-safely', 'a token in the query', { target: '/api/x?token=opstage_agent_0123456789abcdef' }],
] as const)('%s is broken by %s', (requirement, _what, given) => {
  expect(judge(requirement, given)).toMatchObject({ applies: true, holds: false });
});

test.each([
  ['version-header', 'the version', { version: '1' }],
  [
    'responses-match-schema',
    'a null member, which is an absent one',
    { text: JSON.stringify({ ...heartbeat, sentAt: null }) },
  ],
  ['responses-match-schema', 'a member nobody knows', { text: JSON.stringify({ ...heartbeat, mood: 'good' }) }],
  ['agent-token-stored-safely', 'a plain path', {}],
] as const)('%s is kept by %s', (requirement, _what, given) => {
  expect(judge(requirement, given)).toEqual({ applies: true, holds: true, success: true });
});

test('what a handler fetches by itself is no request of the agent', () => {
  expect(judge('version-header', { operationId: null })).toEqual({ applies: false });
});
