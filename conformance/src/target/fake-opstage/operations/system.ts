/** The two operations anybody may call. */
import { contract } from 'capsule-contract';
import { type Answer, success } from '../answer.ts';
import type { Memory } from '../memory.ts';

export function systemHealth(memory: Memory): Answer {
  return success({ status: 'UP', serverTime: memory.serverTime });
}

export function systemVersion(memory: Memory): Answer {
  return success({
    name: 'fake-opstage',
    version: '1.0.0',
    contract: { version: contract.version, supported: [contract.wireVersion] },
    profiles: ['opstage-core'],
    capabilities: memory.settings.capabilities,
    limits: memory.limits,
  });
}
