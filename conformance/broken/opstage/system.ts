/** What this Opstage is and keeps to. */
import { contract } from 'capsule-contract';
import type { Capability, OpstageProfile } from 'capsule-contract/types';
import type { Outcome } from './call.ts';
import { defect } from './defects.ts';
import { type State, timestamp } from './state.ts';

export const servedProfiles: readonly OpstageProfile[] = ['opstage-core'];
export const servedCapabilities: readonly Capability[] = ['commands.progress', 'commands.cancel', 'token.rotate'];

export function systemHealth(state: State): Outcome {
  return { data: { status: 'UP', serverTime: timestamp(state.now()) } };
}

export function systemVersion(state: State): Outcome {
  const limits = defect('limits-told-are-not-kept')
    ? { ...state.limits, pageSizeDefault: 50, messageLengthMax: 400 }
    : state.limits;
  const { actionSchemaDepthMax: _, ...fewer } = limits;
  return {
    data: {
      name: 'opstage in memory',
      version: '1.0.0',
      contract: { version: contract.version, supported: [contract.wireVersion] },
      profiles: servedProfiles,
      capabilities: servedCapabilities,
      limits: defect('limit-not-advertised') ? fewer : limits,
    },
  };
}
