/** A dialog that asks before something is done, does it, and stays open with the reason where that fails. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { ApiError } from '../client/api-error.ts';
import { Dialog } from '../components/dialog.tsx';
import { Failure } from '../components/failure.tsx';
import { t } from '../language/language.ts';

interface QuestionProps {
  title: string;
  /** On the button that does it. */
  verb: string;
  /** On the button that leaves it. */
  refuse?: string;
  harmful?: boolean;
  /** While false the button waits, as for a word to be typed. */
  ready?: boolean;
  onDo(): Promise<void>;
  onClose(): void;
  children: ComponentChildren;
}

export function Question({
  title,
  verb,
  refuse,
  harmful = false,
  ready = true,
  onDo,
  onClose,
  children,
}: QuestionProps) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ApiError | null>(null);
  const act = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (!ready || busy) return;
    setBusy(true);
    setFailure(null);
    try {
      await onDo();
      onClose();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setFailure(error);
      setBusy(false);
    }
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form onSubmit={act}>
        {children}
        {failure !== null && <Failure failure={failure} />}
        <div class="dialog-foot">
          <button type="button" onClick={onClose}>
            {refuse ?? t().general.cancel}
          </button>
          <button type="submit" class={harmful ? 'harm' : 'primary'} disabled={busy || !ready}>
            {verb}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
