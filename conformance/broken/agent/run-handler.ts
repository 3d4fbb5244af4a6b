/** Runs one handler to its outcome: its data, its failure without a stack, its time limit, its cancellation. */

import { isObject } from './answer.ts';
import type { Handler, Progress } from './capsule.ts';
import { defect } from './defects.ts';

export type Outcome = Record<string, unknown>;

const failed = (code: string, message: string): Outcome => ({
  success: false,
  error: { code, message: message.slice(0, 500) },
});

export function restarted(): Outcome {
  if (defect('death-in-a-handler-told-as-success')) return { success: true };
  return failed('AGENT_RESTARTED', 'the agent was restarted while the handler ran');
}

export async function outcomeOf(
  handler: Handler,
  payload: Record<string, unknown>,
  timeoutSeconds: number,
  abort: AbortController,
  progress: Progress = () => {},
): Promise<Outcome> {
  const stopped = new Promise<never>((_, reject) => {
    abort.signal.addEventListener('abort', () => abort.signal.reason !== 'cancel' && reject(abort.signal.reason));
  });
  const timer = setTimeout(() => defect('time-limit-ignored') || abort.abort('timeout'), timeoutSeconds * 1_000);
  try {
    const data = await Promise.race([Promise.resolve().then(() => handler(payload, abort.signal, progress)), stopped]);
    if (defect('cancelled-though-it-finished') && abort.signal.aborted) return { success: false, cancelled: true };
    return isObject(data) ? { success: true, data } : { success: true };
  } catch (error) {
    if (abort.signal.reason === 'cancel') return { success: false, cancelled: true };
    if (abort.signal.reason === 'timeout') return failed('ACTION_TIMEOUT', `no end within ${timeoutSeconds} s`);
    if (abort.signal.reason === 'stop') return failed('ACTION_FAILED', 'the agent was stopped');
    return failed('ACTION_FAILED', told(error));
  } finally {
    clearTimeout(timer);
  }
}

function told(error: unknown): string {
  if (defect('failure-without-its-message')) return 'the action failed';
  if (!(error instanceof Error)) return String(error);
  return defect('stack-trace-in-the-result') ? String(error.stack) : error.message;
}
