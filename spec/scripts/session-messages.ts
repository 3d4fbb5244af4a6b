/**
 * The messages of the agent session, read from the AsyncAPI channel file: which frame, who sends it, what it carries, what
 * answers it, and which HTTP operation it is the twin of.
 */
import type { ContractSource, JsonObject } from './contract-source.ts';
import { asList, asObject, asText } from './contract-source.ts';
import { typeNamed } from './rewrite-refs.ts';

export interface SessionMessage {
  /** `type` of the frame. */
  type: string;
  direction: 'agent-to-opstage' | 'opstage-to-agent' | 'both';
  /** Type of the whole frame. */
  frame: string;
  /** Type of its `data`. */
  dataType: string;
  /** Types of the frames that answer it; empty when nothing does. */
  replies: string[];
  /** The operation with the same effect over HTTP. */
  httpTwin: string | null;
  /** What `data` of its `ack` is. */
  ackData: string | null;
}

function dataTypeOf(source: ContractSource, frame: string): string {
  const schema = asObject(source.schemas.get(frame), `schemas/${frame}.yaml`);
  const data = asObject(asObject(schema.properties, `properties of ${frame}`).data, `data of ${frame}`);
  const type = typeNamed(asText(data.$ref, `$ref of data of ${frame}`));
  if (!type) throw new Error(`data of ${frame} names no type`);
  return type;
}

function readDirection(message: JsonObject, type: string): SessionMessage['direction'] {
  const direction = message['x-direction'];
  if (direction === 'agent-to-opstage' || direction === 'opstage-to-agent' || direction === 'both') return direction;
  throw new Error(`message ${type}: x-direction ${String(direction)} is not known`);
}

export function readSessionMessages(source: ContractSource): SessionMessage[] {
  const messages = source.asyncapi.parts.flatMap((part) => Object.entries(asObject(part.messages ?? {}, 'messages')));
  return messages.flatMap(([key, value]) => {
    const message = asObject(value, `message ${key}`);
    if (message['x-direction'] === undefined) return [];
    const type = asText(message.name, `name of message ${key}`);
    const frame = typeNamed(asText(asObject(message.payload, `payload of ${key}`).$ref, `payload of ${key}`));
    if (!frame) throw new Error(`payload of message ${key} names no type`);
    const optional = (member: string) => (typeof message[member] === 'string' ? String(message[member]) : null);
    return [
      {
        type,
        direction: readDirection(message, type),
        frame,
        dataType: dataTypeOf(source, frame),
        replies: asList(message['x-replies'] ?? [], `x-replies of ${key}`).map(String),
        httpTwin: optional('x-http-twin'),
        ackData: optional('x-ack-data'),
      },
    ];
  });
}
