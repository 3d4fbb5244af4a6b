import { expect, test } from 'vitest';
import type { AgentOptions } from './agent-options.ts';
import { CapsuleAgent } from './capsule-agent.ts';

const options: AgentOptions = { url: 'https://opstage.example', stateDir: '/nowhere' };
const service = { code: 'otp-reader', name: 'OTP reader', version: '1.0.0' };

const mistakes: [string, () => unknown][] = [
  ['a service code with capitals', () => new CapsuleAgent({ ...options, service: { ...service, code: 'OTP' } })],
  ['a service declared twice', () => new CapsuleAgent({ ...options, services: [service, service] })],
  ['no state folder', () => new CapsuleAgent({ ...options, stateDir: '' })],
  ['no room for a command', () => new CapsuleAgent({ ...options, maxConcurrentCommands: 0 })],
  ['half a command', () => new CapsuleAgent({ ...options, maxConcurrentCommands: 1.5 })],
  ['no time for a probe', () => new CapsuleAgent({ ...options, probeTimeoutMs: 0 })],
  ['an unknown service', () => new CapsuleAgent(options).service('none')],
  ['a shortcut with no service', () => new CapsuleAgent(options).health(() => 'UP')],
  [
    'a shortcut with two services',
    () => new CapsuleAgent({ ...options, services: [service, { ...service, code: 'b' }] }).config([]),
  ],
  [
    'an action declared twice',
    () => {
      const agent = new CapsuleAgent({ ...options, service });
      for (let n = 0; n < 2; n += 1) agent.action({ name: 'drain', label: 'Drain' }, () => {});
    },
  ],
  [
    'an action name with a space',
    () => new CapsuleAgent({ ...options, service }).action({ name: 'a b', label: 'x' }, () => {}),
  ],
  [
    'an event type that is none',
    () => new CapsuleAgent({ ...options, service }).service('otp-reader').emit({ type: '7' }),
  ],
  [
    'event data that is no JSON',
    () => new CapsuleAgent({ ...options, service }).service('otp-reader').emit({ type: 'a', data: { n: 1n } }),
  ],
];

for (const [title, mistake] of mistakes) {
  test(`${title} is INVALID_OPTIONS`, () => {
    expect(mistake).toThrow(expect.objectContaining({ code: 'INVALID_OPTIONS' }));
  });
}

test('an agent without services does not start', async () => {
  await expect(new CapsuleAgent(options).start()).rejects.toMatchObject({ code: 'INVALID_OPTIONS' });
});

test('an agent that was never started can be stopped', async () => {
  await new CapsuleAgent({ ...options, service }).stop();
});
