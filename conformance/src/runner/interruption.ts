/** Why a run was stopped before its time, in the words of whoever stopped it; null when nobody did. */
export function interruption(signal: AbortSignal): string | null {
  if (!signal.aborted) return null;
  return signal.reason instanceof Error ? signal.reason.message : String(signal.reason);
}
