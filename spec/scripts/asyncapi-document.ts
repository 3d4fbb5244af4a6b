/** Joins root, channels, messages and types into one complete AsyncAPI 3.0 document. */
import { contractOf } from './contract.ts';
import type { ContractSource, JsonObject } from './contract-source.ts';
import { asObject, asText, catalogueEntries, isObject } from './contract-source.ts';
import { componentSchemas } from './openapi-document.ts';
import { rewriteRefs, typesReachable } from './rewrite-refs.ts';
import type { SessionMessage } from './session-messages.ts';
import { readSessionMessages } from './session-messages.ts';

const typePlace = '#/components/schemas/';

function members(parts: readonly JsonObject[], member: string): JsonObject {
  return Object.assign({}, ...parts.map((part) => asObject(part[member] ?? {}, member)));
}

/** One message per event type of the feed. */
function eventMessages(source: ContractSource): JsonObject {
  const example = source.examples.get('CloudEvent')?.[0];
  return Object.fromEntries(
    catalogueEntries(source, 'event-types').map((entry) => {
      const type = asText(entry.type, 'type of an event');
      const meaning = asObject(entry.meaning, `meaning of ${type}`);
      const matching = example && isObject(example.value) && example.value.type === type ? [example] : [];
      return [
        type,
        {
          name: type,
          title: type,
          summary: meaning.en,
          payload: { $ref: `${typePlace}CloudEvent` },
          'x-subject': entry.subject,
          'x-data-members': entry.data,
          ...(matching.length > 0 ? { examples: matching.map(({ name, value }) => ({ name, payload: value })) } : {}),
        },
      ];
    }),
  );
}

function withExamples(source: ContractSource, messages: JsonObject, session: readonly SessionMessage[]): JsonObject {
  return Object.fromEntries(
    Object.entries(messages).map(([key, message]) => {
      const frame = session.find(({ type }) => type === key)?.frame ?? '';
      const examples = (source.examples.get(frame) ?? []).slice(0, 2);
      const shown = examples.map(({ name, value }) => ({ name, summary: name.replaceAll('-', ' '), payload: value }));
      return [key, { ...asObject(message, key), ...(shown.length > 0 ? { examples: shown } : {}) }];
    }),
  );
}

/** `command.ack` → `CommandAck`, for names of operations. */
function pascal(type: string): string {
  return type.replace(/(^|\.)([a-z])/g, (_match, _dot, letter: string) => letter.toUpperCase());
}

function messageRef(channel: string, type: string): JsonObject {
  return { $ref: `#/channels/${channel}/messages/${type}` };
}

/** Opstage's operations on the session: one for each message and direction, with the replies that can come. */
function sessionOperations(messages: readonly SessionMessage[]): JsonObject {
  const channel = { $ref: '#/channels/agentSession' };
  const made: [string, JsonObject][] = [];
  for (const message of messages) {
    for (const action of ['receive', 'send'] as const) {
      const from = action === 'receive' ? 'agent-to-opstage' : 'opstage-to-agent';
      if (message.direction !== from && message.direction !== 'both') continue;
      const reply = { channel, messages: message.replies.map((type) => messageRef('agentSession', type)) };
      made.push([
        `${action}${pascal(message.type)}`,
        {
          action,
          channel,
          title: `${action === 'receive' ? 'Agent to Opstage' : 'Opstage to agent'}: ${message.type}`,
          summary: action === 'receive' ? `An agent sends \`${message.type}\`.` : `Opstage sends \`${message.type}\`.`,
          tags: [{ name: 'Agent session' }],
          messages: [messageRef('agentSession', message.type)],
          ...(message.replies.length > 0 ? { reply } : {}),
        },
      ]);
    }
  }
  return Object.fromEntries(made);
}

/** AsyncAPI's `discriminator` is the bare property name; the mapping of the shared schema stays in an extension. */
function asyncapiSchema(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asyncapiSchema);
  if (!isObject(value)) return value;
  const { discriminator, ...rest } = value;
  const copy = Object.fromEntries(Object.entries(rest).map(([member, inner]) => [member, asyncapiSchema(inner)]));
  if (!isObject(discriminator)) return copy;
  return { ...copy, discriminator: discriminator.propertyName, 'x-discriminator-mapping': discriminator.mapping };
}

export function buildAsyncapi(source: ContractSource): JsonObject {
  const { schemas } = contractOf(source);
  const session = readSessionMessages(source);
  const root = asObject(rewriteRefs(source.asyncapi.root, typePlace), 'asyncapi.yaml');
  const parts = source.asyncapi.parts.map((part) => asObject(rewriteRefs(part, typePlace), 'channel file'));
  const sessionMessages = withExamples(source, members(parts, 'messages'), session);
  const feedMessages = eventMessages(source);
  const channelMessages = (names: readonly string[]) =>
    Object.fromEntries(names.map((name) => [name, { $ref: `#/components/messages/${name}` }]));
  const channels = asObject(members(parts, 'channels'), 'channels');
  const agentSession = asObject(channels.agentSession, 'channel agentSession');
  const operatorEvents = asObject(channels.operatorEvents, 'channel operatorEvents');
  const names = typesReachable([sessionMessages, feedMessages], schemas, typePlace);
  return {
    ...root,
    channels: {
      agentSession: { ...agentSession, messages: channelMessages(Object.keys(sessionMessages)) },
      operatorEvents: { ...operatorEvents, messages: channelMessages(Object.keys(feedMessages)) },
    },
    operations: {
      ...sessionOperations(session),
      sendOperatorEvent: {
        action: 'send',
        channel: { $ref: '#/channels/operatorEvents' },
        title: 'Opstage to operator: events',
        summary: 'Opstage streams what changed.',
        tags: [{ name: 'Operator events' }],
        messages: Object.keys(feedMessages).map((type) => messageRef('operatorEvents', type)),
      },
    },
    components: {
      ...asObject(root.components, 'components'),
      messages: { ...sessionMessages, ...feedMessages },
      schemas: asyncapiSchema(componentSchemas(schemas, names)),
    },
  };
}
