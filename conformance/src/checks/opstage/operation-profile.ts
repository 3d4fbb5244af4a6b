/** The profile an operation belongs to: the one that names it, else what every Opstage serves. */
import { profiles } from 'capsule-contract';
import type { OperationId, OpstageProfile } from 'capsule-contract/types';

export function profileOf(operationId: OperationId): OpstageProfile {
  const named = profiles.find(({ role, operations }) => role === 'opstage' && operations.includes(operationId));
  return (named?.name ?? 'opstage-core') as OpstageProfile;
}
