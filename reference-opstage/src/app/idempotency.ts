/** Recognises a repeated request by its idempotency key. */
import { contractErrors } from 'capsule-contract/errors';
import type { Command } from '../domain/command.ts';
import { hasPassed, secondsAfter } from '../domain/instant.ts';
import type { Json } from '../domain/json.ts';
import type { OperatorCall } from './call.ts';
import type { Dependencies } from './dependencies.ts';
import { digestOf } from './digest.ts';
import type { Transaction } from './ports/store.ts';

type KeyedCall = OperatorCall<'commandCreate' | 'commandRetry'>;

/** The command an equal request made before; null when this is the first, or carries no key. */
export async function replayedCommand(
  deps: Dependencies,
  tx: Transaction,
  call: KeyedCall,
  target: string,
): Promise<Command | null> {
  const scope = scopeOf(call, target);
  const known = scope === null ? null : await tx.memory.findIdempotency(scope);
  if (known === null) return null;
  if (hasPassed(secondsAfter(known.createdAt, deps.limits.idempotencySeconds), deps.clock.now())) return null;
  if (known.bodyDigest !== bodyDigest(deps, call)) throw contractErrors.IDEMPOTENCY_KEY_REUSED();
  return tx.commands.find(known.commandId);
}

/** Binds the key to a command; in the transaction that makes it, so that a refused request binds nothing. */
export async function rememberCommand(
  deps: Dependencies,
  tx: Transaction,
  call: KeyedCall,
  target: string,
  command: Command,
): Promise<void> {
  const scope = scopeOf(call, target);
  if (scope === null) return;
  const bound = { scope, bodyDigest: bodyDigest(deps, call), commandId: command.id, createdAt: command.createdAt };
  await tx.memory.rememberIdempotency(bound);
}

function scopeOf(call: KeyedCall, target: string): string | null {
  if (call.idempotencyKey === null) return null;
  return [call.operator.user.id, call.origin.operationId, target, call.idempotencyKey].join(' ');
}

function bodyDigest(deps: Dependencies, call: KeyedCall): string {
  return digestOf(deps.secrets, call.body as unknown as Json);
}
