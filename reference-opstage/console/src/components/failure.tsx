/** Why something did not work: the contract's own sentences for the code, and the id under which the log has it. */
import { t } from '../language/language.ts';
import { Prose } from './prose.tsx';

export interface FailureFacts {
  code: string;
  requestId: string | null;
  retryAfterSeconds: number | null;
  details: { issues?: { path: string; message: string }[] };
}

interface FailureProps {
  failure: FailureFacts;
  onRetry?: () => void;
  /** Leaves out the issues that are shown elsewhere, at their fields. */
  issues?: boolean;
}

export function Failure({ failure, onRetry, issues = true }: FailureProps) {
  const { code, requestId, retryAfterSeconds, details } = failure;
  const { meaning, client } = sentencesOf(code);
  return (
    <div class="notice bad" role="alert" data-code={code}>
      <p class="notice-title">
        <Prose text={meaning} />
      </p>
      {client !== '' && (
        <p>
          <Prose text={client} />
        </p>
      )}
      {retryAfterSeconds !== null && <p>{t().failure.retryAfter(retryAfterSeconds)}</p>}
      {issues && details.issues !== undefined && (
        <ul>
          {details.issues.map(({ path, message }) => (
            <li key={`${path} ${message}`}>
              {path !== '' && <code>{path}</code>} <span lang="en">{message}</span>
            </li>
          ))}
        </ul>
      )}
      <p class="small">
        <code>{code}</code>
        {requestId !== null && (
          <>
            {' '}
            · {t().failure.request} <code>{requestId}</code>
          </>
        )}
      </p>
      {onRetry !== undefined && (
        <button type="button" onClick={onRetry}>
          {t().failure.retry}
        </button>
      )}
    </div>
  );
}

function sentencesOf(code: string): { meaning: string; client: string } {
  const { contract, failure } = t();
  const known = (contract.errors as Record<string, { meaning: string; client: string } | undefined>)[code];
  if (known !== undefined) return known;
  if (code === 'UNREACHABLE') return { meaning: failure.UNREACHABLE, client: failure.UNREACHABLE_client };
  return { meaning: failure.NOT_AN_OPSTAGE, client: failure.NOT_AN_OPSTAGE_client };
}
