/** Verifies the hash chain: of this Opstage's own log, or of one that somebody exported earlier. */
import type { AuditVerification } from 'capsule-contract/types';
import type { JsonObject } from '../domain/json.ts';
import { chainReader } from './audit-chain.ts';
import { auditEventView } from './audit-event-view.ts';
import type { UseCases } from './call.ts';
import type { Dependencies } from './dependencies.ts';

/** Events read at a time; requests get their turn between two slices. */
const sliceSize = 500;

export function auditVerification(deps: Dependencies): Pick<UseCases, 'auditVerify'> {
  return {
    async auditVerify(call) {
      if (call.lines === null) return verifyOwnLog(deps);
      const reader = chainReader(deps.secrets);
      for (const event of call.lines) if (!reader.next(event)) break;
      return reader.verdict();
    },
  };
}

/** The log as it is now. Where its beginning is pruned away meanwhile, what is left is verified from its new one. */
async function verifyOwnLog(deps: Dependencies): Promise<AuditVerification> {
  for (;;) {
    const { oldest, through } = await deps.store.read(async (tx) => ({
      oldest: (await tx.audit.slice({}, 1))[0]?.seq,
      through: await tx.audit.head(),
    }));
    const reader = chainReader(deps.secrets);
    for (let after = 0, unbroken = true; unbroken; ) {
      const from = after;
      const events = await deps.store.read((tx) => tx.audit.slice({ after: from, through }, sliceSize));
      unbroken =
        events.length > 0 && events.every((event) => reader.next(auditEventView(event) as unknown as JsonObject));
      after = events.at(-1)?.seq ?? after;
    }
    const [first] = await deps.store.read((tx) => tx.audit.slice({}, 1));
    if (first?.seq === oldest) return reader.verdict();
  }
}
