/**
 * One line of the journal: a checksum, a space, JSON. The checksum tells a line that was cut by a crash, or run together
 * with the next one, from a whole one.
 */
import { crc32 } from 'node:zlib';
import type { CommandResultRequest } from 'capsule-contract/types';
import { isRecord } from './answer.ts';

/** A result as it is sent, without the delivery it is sent under. */
export type StoredResult = Omit<CommandResultRequest, 'deliveryId'>;

export type JournalRecord =
  /** Acked with `accepted:true`; written before the handler starts. */
  | { kind: 'accepted'; commandId: string; deliveryId: string; at: number }
  /** A known command acked again under a newer delivery: its result is owed under that one. */
  | { kind: 'redelivered'; commandId: string; deliveryId: string }
  /** The outcome; written before it is first sent. A later one replaces it. */
  | { kind: 'result'; commandId: string; result: StoredResult; at: number }
  /** Opstage gave its final answer to the result. */
  | { kind: 'answered'; commandId: string; at: number };

export function encodeRecord(record: JournalRecord): string {
  const json = JSON.stringify(record);
  return `${checksum(json)} ${json}\n`;
}

/** Null for a line that is not whole. */
export function decodeRecord(line: string): JournalRecord | null {
  const json = line.slice(9);
  if (line[8] !== ' ' || line.slice(0, 8) !== checksum(json)) return null;
  try {
    const record: unknown = JSON.parse(json);
    return isRecord(record) && typeof record.commandId === 'string' ? (record as unknown as JournalRecord) : null;
  } catch {
    return null;
  }
}

function checksum(json: string): string {
  return crc32(json).toString(16).padStart(8, '0');
}
