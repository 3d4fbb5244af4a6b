/**
 * What a page shows: read once, and again whenever an event of the feed touches it. Nothing is polled. An answer seen
 * before is shown at once while the new one is on its way.
 */
import type { CloudEvent, OperationData, OperationId, Pagination } from 'capsule-contract/types';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { ApiError } from './api-error.ts';
import { type Answer, addressOf, type CallInput, call } from './call.ts';
import { onEvent } from './feed.ts';

export interface Live<Id extends OperationId> {
  data: OperationData[Id] | null;
  pagination: Pagination | null;
  /** Why the last reading failed; what was read before stays. */
  error: ApiError | null;
  loading: boolean;
  /** Reads again, as after a change of one's own. */
  refresh(): void;
}

/** Events come in bursts: how long to wait for the rest of one. */
const settleMs = 120;
const answersMax = 60;
const answers = new Map<string, Answer<OperationId>>();

export function forgetAnswers(): void {
  answers.clear();
}

export function useLive<Id extends OperationId>(
  id: Id,
  input: CallInput<Id>,
  touches: (event: CloudEvent) => boolean,
): Live<Id> {
  const key = `${id} ${addressOf(id, input)}`;
  const [, show] = useState({});
  const shown = useRef<{ key: string; error: ApiError | null }>({ key, error: null });
  const concerns = useRef(touches);
  concerns.current = touches;
  const read = useRef(() => {});

  useEffect(() => {
    let gone = false;
    let reading = false;
    let again = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const readNow = async (): Promise<void> => {
      if (reading) {
        again = true;
        return;
      }
      reading = true;
      try {
        remember(key, await call(id, input));
        if (!gone) shown.current = { key, error: null };
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        if (!gone) shown.current = { key, error };
      } finally {
        reading = false;
        if (!gone) show({});
        if (again && !gone) {
          again = false;
          void readNow();
        }
      }
    };
    read.current = () => void readNow();
    const stop = onEvent((event) => {
      if (event !== null && !concerns.current(event)) return;
      // Not begun anew by every event: where they never cease, the page still moves on.
      timer ??= setTimeout(() => {
        timer = undefined;
        void readNow();
      }, settleMs);
    });
    void readNow();
    return () => {
      gone = true;
      clearTimeout(timer);
      stop();
    };
  }, [key]);

  const refresh = useCallback(() => read.current(), []);
  const answer = answers.get(key) as Answer<Id> | undefined;
  const error = shown.current.key === key ? shown.current.error : null;
  return {
    data: answer?.data ?? null,
    pagination: answer?.pagination ?? null,
    error,
    loading: answer === undefined && error === null,
    refresh,
  };
}

function remember(key: string, answer: Answer<OperationId>): void {
  answers.delete(key);
  answers.set(key, answer);
  if (answers.size > answersMax) answers.delete(answers.keys().next().value ?? '');
}
