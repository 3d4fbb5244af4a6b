/** What this Opstage is and keeps to. */
import { contract } from 'capsule-contract';
import type { Capability } from 'capsule-contract/types';
import type { Outcome } from './call.ts';
import { defect } from './defects.ts';
import { type State, timestamp } from './state.ts';

export function servedCapabilities({ profiles }: State): readonly Capability[] {
  const session: Capability[] = profiles.includes('opstage-session') ? ['session.ws'] : [];
  return ['commands.progress', 'commands.cancel', 'token.rotate', ...session];
}

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
      profiles: state.profiles,
      capabilities: servedCapabilities(state),
      limits: defect('limit-not-advertised') ? fewer : limits,
    },
  };
}
