/**
 * The responses of one operation: its success, and every error status with every code it can carry, each code with an
 * example body. Written out in full, because a reader of one operation, or a generator, looks nowhere else.
 */
import type { Example, JsonObject } from './contract-source.ts';
import { asObject } from './contract-source.ts';
import type { AnsweredError } from './operation-errors.ts';
import type { SourceOperation } from './operation-table.ts';

export interface ResponseContext {
  examples: ReadonlyMap<string, readonly Example[]>;
  errors: ReadonlyMap<string, JsonObject>;
}

const typePlace = '#/components/schemas/';
const exampleRequestId = 'req_5f0c7a1e9b3d4c62';
const statusNames: Readonly<Record<number, string>> = {
  400: 'The request cannot be read in this contract version or form',
  401: 'The caller is not known',
  403: 'The caller is known and may not do this',
  404: 'The target does not exist',
  409: 'The present state does not allow it',
  410: 'The target is past its end',
  413: 'The body is too large',
  415: 'The media type or encoding is not taken',
  422: 'The content is not valid',
  426: 'A WebSocket upgrade is needed',
  429: 'Too many requests',
  500: 'Opstage itself failed',
  503: 'Opstage cannot serve now',
};

function headers(names: readonly string[]): JsonObject {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

const alwaysSent = ['Capsule-Contract', 'X-Request-Id', 'Cache-Control'];

function meaningOf(code: string, context: ResponseContext): string {
  return String(asObject(context.errors.get(code)?.meaning, `meaning of ${code}`).en);
}

function errorDetails(code: string): JsonObject | null {
  switch (code) {
    case 'CONTRACT_VERSION_UNSUPPORTED':
      return { supported: ['1'] };
    case 'VALIDATION_FAILED':
      return { issues: [{ path: '/bootId', message: "must have required property 'bootId'" }] };
    case 'ACTION_PAYLOAD_INVALID':
      return { issues: [{ path: '/limit', message: 'must be <= 50' }] };
    case 'BODY_TOO_LARGE':
    case 'COMMAND_RESULT_TOO_LARGE':
      return { limit: 'maxBodyBytes', limitValue: 1048576 };
    default:
      return null;
  }
}

/** One example body a code, shared by all responses that can carry it. */
export function errorExamples(codes: readonly string[], context: ResponseContext): JsonObject {
  return Object.fromEntries(
    codes.map((code) => {
      const details = errorDetails(code);
      const message = meaningOf(code, context);
      const error = { code, message, requestId: exampleRequestId, ...(details ? { details } : {}) };
      return [code, { summary: code, value: { success: false, error } }];
    }),
  );
}

function errorResponse(status: number, errors: readonly AnsweredError[]): JsonObject {
  const codes = errors.map(({ code }) => code);
  const extra = [];
  if (codes.some((code) => code.startsWith('AGENT_TOKEN_'))) extra.push('WWW-Authenticate');
  if (status === 429 || status === 503) extra.push('Retry-After');
  return {
    description: `${statusNames[status] ?? `Status ${status}`}: ${codes.map((code) => `\`${code}\``).join(', ')}.`,
    headers: headers([...alwaysSent, ...extra]),
    content: {
      'application/json': {
        schema: { $ref: `${typePlace}ErrorResponse` },
        examples: Object.fromEntries(codes.map((code) => [code, { $ref: `#/components/examples/${code}` }])),
      },
    },
    'x-error-codes': codes,
  };
}

function successExamples(operation: SourceOperation, context: ResponseContext): JsonObject {
  const { data } = operation;
  if (!data) return {};
  const found = context.examples.get(data.type) ?? [];
  const shown = found.slice(0, 2).map(({ name, value }) => {
    const body = data.list
      ? { success: true, data: [value], pagination: { page: 1, pageSize: 20, total: 1 } }
      : { success: true, data: value };
    return [name, { summary: name.replaceAll('-', ' '), value: body }];
  });
  return shown.length > 0 ? { examples: Object.fromEntries(shown) } : {};
}

function textContent(operation: SourceOperation): JsonObject {
  return Object.fromEntries(
    operation.mediaTypes.map((mediaType) => [
      mediaType,
      { schema: { type: 'string', description: `Text whose lines or events each hold one ${operation.line}.` } },
    ]),
  );
}

function successResponse(operation: SourceOperation, context: ResponseContext): [string, JsonObject] {
  if (operation.kind === 'websocket') {
    return [
      '101',
      {
        description: 'The session is open; its messages are in the AsyncAPI document.',
        headers: headers([...alwaysSent, 'Sec-WebSocket-Protocol']),
      },
    ];
  }
  const extra = operation.setsCookie ? ['Set-Cookie'] : [];
  if (!operation.data) {
    return [
      '200',
      {
        description: `A stream or file of ${operation.line}.`,
        headers: headers(alwaysSent),
        content: textContent(operation),
        'x-line': operation.line,
      },
    ];
  }
  const what = operation.data.list ? `A page of ${operation.data.type}` : `Done; \`data\` is ${operation.data.type}`;
  return [
    '200',
    {
      description: `${what}.`,
      headers: headers([...alwaysSent, ...extra]),
      content: {
        'application/json': {
          schema: { $ref: `${typePlace}${operation.response}` },
          ...successExamples(operation, context),
        },
      },
    },
  ];
}

export function operationResponses(operation: SourceOperation, context: ResponseContext): JsonObject {
  const responses = Object.fromEntries([successResponse(operation, context)]);
  for (const status of new Set(operation.errors.map((error) => error.status))) {
    const errors = operation.errors.filter((error) => error.status === status);
    responses[String(status)] = errorResponse(status, errors);
  }
  return responses;
}
