/** An HTTP answer as data, in the contract's envelopes. */
import { errors } from 'capsule-contract';

export interface Answer {
  status: number;
  headers: Record<string, string>;
  /** Sent as it stands. */
  text: string;
}

export interface RefusalOptions {
  /** For codes the contract does not know, or knows with several statuses. */
  status?: number;
  retryAfterSeconds?: number;
  details?: unknown;
}

export function success(data: unknown): Answer {
  return { status: 200, headers: {}, text: JSON.stringify({ success: true, data }) };
}

export function refusal(code: string, options: RefusalOptions = {}): Answer {
  const known = code in errors ? errors[code as keyof typeof errors] : undefined;
  const status = options.status ?? known?.status ?? 500;
  const headers: Record<string, string> = {};
  if (options.retryAfterSeconds !== undefined) headers['retry-after'] = String(options.retryAfterSeconds);
  else if (status === 429 || status === 503) headers['retry-after'] = '1';
  if (status === 401) headers['www-authenticate'] = 'Bearer';
  const error = {
    code,
    message: known?.meaning.en ?? 'The request is refused.',
    requestId: '',
    ...(options.details === undefined ? {} : { details: options.details }),
  };
  return { status, headers, text: JSON.stringify({ success: false, error }) };
}

/** What every answer of an Opstage carries; the request id also stands in an error's body. */
export function sealed(answer: Answer, requestId: string): Answer {
  return {
    status: answer.status,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'capsule-contract': '1',
      'x-request-id': requestId,
      'cache-control': 'no-store',
      ...answer.headers,
    },
    text: answer.text.replace('"requestId":""', `"requestId":${JSON.stringify(requestId)}`),
  };
}
