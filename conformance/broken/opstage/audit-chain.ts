/** The chain of the audit log: each event carries the hash of the one before, so that a change behind its back shows. */
import { createHash } from 'node:crypto';
import { contractErrors } from 'capsule-contract/errors';
import type { AuditVerification } from 'capsule-contract/types';
import { validate } from 'capsule-contract/validators';
import type { Call, Outcome } from './call.ts';
import { canonicalJson } from './canonical-json.ts';
import { defect } from './defects.ts';
import type { State } from './state.ts';

type Line = Record<string, unknown>;

export const noHash = '0'.repeat(64);

export function hashOfEvent(event: object, prevHash: string): string {
  const { hash: _hash, prevHash: _prevHash, ...exported } = event as Line;
  const text = defect('chain-over-plain-json') ? JSON.stringify(exported) : canonicalJson(exported);
  return createHash('sha256')
    .update((defect('chain-without-the-hash-before') ? '' : prevHash) + text)
    .digest('hex');
}

export function auditVerify(state: State, call: Call): Outcome {
  const lines = call.lines ?? (state.audit as unknown as Line[]);
  return { data: verification(lines) };
}

function verification(lines: readonly Line[]): AuditVerification {
  let before: Line | null = null;
  for (const [index, line] of lines.entries()) {
    const reason = defect('everything-verified') ? null : faultOf(line, before);
    if (reason !== null) {
      const seq = Number.isSafeInteger(line.seq) ? (line.seq as number) : null;
      const firstBrokenSeq = defect('broken-place-counted') ? index + 1 : seq;
      return { valid: false, checked: index, firstBrokenSeq, reason, head: null };
    }
    before = line;
  }
  const head = before === null ? null : { seq: before.seq as number, hash: String(before.hash) };
  return { valid: true, checked: lines.length, firstBrokenSeq: null, reason: null, head };
}

function faultOf(line: Line, before: Line | null): string | null {
  const { seq, hash, prevHash } = line;
  if (typeof hash !== 'string' || typeof prevHash !== 'string') return 'It carries no hash.';
  if (before === null && !isBeginning(line)) return 'The log does not begin here.';
  if (before !== null && seq !== (before.seq as number) + 1) return 'The number does not follow.';
  if (before !== null && prevHash !== before.hash && !defect('only-own-hashes-verified'))
    return 'prevHash is not the hash of the event before.';
  if (hash !== hashOfEvent(line, prevHash) && !defect('only-links-verified')) return 'The hash does not fit.';
  return null;
}

function isBeginning({ seq, prevHash, action, details }: Line): boolean {
  if (defect('any-beginning-taken')) return true;
  if (seq === 1) return prevHash === noHash;
  const { throughSeq, throughHash } = (details ?? {}) as Line;
  const marks = action === 'audit.pruned' && throughSeq === (seq as number) - 1 && throughHash === prevHash;
  return marks && !defect('pruned-logs-refused');
}

/** The lines of a body; null for an empty one. */
export function readLines(bytes: Buffer): Line[] | null {
  if (bytes.length === 0) return null;
  return bytes
    .toString('utf8')
    .split('\n')
    .filter((text) => text.trim() !== '')
    .map((text) => {
      try {
        return JSON.parse(text) as Line;
      } catch {
        throw contractErrors.MALFORMED_JSON();
      }
    })
    .map((line) => {
      if (!validate('JsonObject', line).ok)
        throw contractErrors.VALIDATION_FAILED({ details: { issues: [{ path: '', message: 'is no object' }] } });
      return line;
    });
}
