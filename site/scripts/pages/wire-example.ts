/** An exchange as it goes over the wire, and the same request for a shell. */
import { contract } from 'capsule-contract';
import type { Operation } from 'capsule-contract/types';
import { exampleOf, json, shortestExampleOf } from '../examples.ts';
import { blocks, fence } from '../markdown.ts';

const host = 'opstage.example';
const membersMax = 24;
const colouredMax = 600;

const pathExamples: Record<string, string> = {
  agentId: 'AgentId',
  serviceId: 'ServiceId',
  commandId: 'CommandId',
  userId: 'UserId',
  tokenId: 'RegistrationTokenId',
  registrationTokenId: 'RegistrationTokenId',
  auditEventId: 'AuditEventId',
  eventId: 'AuditEventId',
  actionName: 'ActionName',
};

function concretePath(operation: Operation): string {
  return operation.path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const example = exampleOf(pathExamples[name] ?? '');
    if (typeof example !== 'string') throw new Error(`wire-example.ts knows no example for the path parameter ${name}`);
    return example;
  });
}

function requestHeaders(operation: Operation): string[] {
  const lines = [`Capsule-Contract: ${contract.wireVersion}`];
  if (operation.auth === 'agent') lines.push(`Authorization: Bearer ${String(exampleOf('AgentToken'))}`);
  if (operation.auth === 'operator') lines.push(`Cookie: opstage_session=…`);
  if (operation.csrf) lines.push(`X-CSRF-Token: …`);
  if (operation.kind === 'websocket') {
    lines.push('Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Version: 13');
    lines.push('Sec-WebSocket-Protocol: capsule.session.v1', 'Sec-WebSocket-Key: …');
  }
  const contentType = operation.body?.contentTypes[0];
  if (contentType !== undefined) lines.push(`Content-Type: ${contentType}`);
  return lines;
}

const requestBody = ({ body }: Operation): unknown => (body === null ? null : exampleOf(body.type ?? body.lines ?? ''));

export function wireExample(operation: Operation): string {
  const body = requestBody(operation);
  const request = [
    `${operation.method} ${concretePath(operation)} HTTP/1.1`,
    `Host: ${host}`,
    ...requestHeaders(operation),
  ];
  return blocks(
    exchange([...request, ...(body === null ? [] : ['', json(body)])].join('\n')),
    exchange(response(operation)),
  );
}

/** Colours cost several times the text they colour; a long exchange goes without. */
const exchange = (text: string): string => fence(text.length > colouredMax ? 'txt' : 'http', text);

function response(operation: Operation): string {
  const common = [`Capsule-Contract: ${contract.wireVersion}`, `X-Request-Id: ${String(exampleOf('RequestId'))}`];
  if (operation.kind === 'websocket') {
    const upgraded = ['HTTP/1.1 101 Switching Protocols', 'Connection: Upgrade', 'Upgrade: websocket'];
    return [...upgraded, 'Sec-WebSocket-Protocol: capsule.session.v1', ...common].join('\n');
  }
  const head = [
    'HTTP/1.1 200 OK',
    `Content-Type: ${operation.mediaTypes[0] ?? 'application/json'}`,
    'Cache-Control: no-store',
  ];
  const line = operation.line === null ? null : exampleOf(operation.line);
  const content = {
    json: () => json(shortened(exampleOf(operation.response ?? ''))),
    export: () => JSON.stringify(line),
    sse: () => eventText(line),
  }[operation.kind]();
  return [...head, ...common, '', content].join('\n');
}

/** Long tables, such as all limits, are shown by their beginning; the page of the type has the whole. */
function shortened(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shortened);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([key, member]) => [key, shortened(member)] as const);
  const kept = members.length > membersMax ? [...members.slice(0, 3), ['…', '…'] as const] : members;
  return Object.fromEntries(kept);
}

function eventText(event: unknown): string {
  const { id, type } = event as { id?: string; type?: string };
  return [`id: ${id}`, `event: ${type}`, `data: ${JSON.stringify(event)}`].join('\n');
}

/** `$OPSTAGE_URL`, `$AGENT_TOKEN` and the cookie file are what the guides leave in the shell. */
export function curlExample(operation: Operation): string {
  const parts = [`curl -sS${operation.kind === 'sse' ? 'N' : ''}`];
  if (operation.method !== 'GET') parts.push(`-X ${operation.method}`);
  parts.push(`"$OPSTAGE_URL${concretePath(operation)}"`, `-H 'Capsule-Contract: ${contract.wireVersion}'`);
  if (operation.auth === 'agent') parts.push('-H "Authorization: Bearer $AGENT_TOKEN"');
  if (operation.auth === 'operator') parts.push('-b cookies.txt');
  if (operation.csrf) parts.push('-H "X-CSRF-Token: $CSRF_TOKEN"');
  if (operation.kind === 'websocket') return fence('sh', websocketLine(operation));
  const body = shortestExampleOf(operation.body?.type ?? operation.body?.lines ?? '');
  if (operation.body !== null && body !== null) {
    parts.push(
      `-H 'Content-Type: ${operation.body.contentTypes[0]}'`,
      `-d '${JSON.stringify(body).replace(/'/g, "'\\''")}'`,
    );
  }
  return fence('sh', parts.join(' \\\n  '));
}

/** curl speaks no WebSocket frames; this is the tool most shells have for them. */
const websocketLine = (operation: Operation): string =>
  [
    `npx wscat -c "$\{OPSTAGE_URL/http/ws}${concretePath(operation)}"`,
    '-s capsule.session.v1',
    `-H 'Capsule-Contract: ${contract.wireVersion}'`,
    '-H "Authorization: Bearer $AGENT_TOKEN"',
  ].join(' \\\n  ');
