/** The faults that change what a proper answer says; the others act on the connection. */
import type { Answer } from './answer.ts';
import type { Fault, JsonObject } from './fault-script.ts';

/** Members an agent cannot know; one of each JSON type, since parsers break on different ones. */
const strangers = {
  'x-unknown-text': 'a member of a later contract',
  'x-unknown-number': 1.5,
  'x-unknown-null': null,
  'x-unknown-list': [{ deep: [true] }],
  'x-unknown-object': { status: 'WHATEVER' },
};

export function altered(answer: Answer, fault: Fault): Answer {
  switch (fault.kind) {
    case 'rewrite':
      return withData(answer, (data) => without(laidOver(data, fault.data ?? {}), fault.remove ?? []));
    case 'unknown-members':
      return { ...answer, text: JSON.stringify(withStrangers(JSON.parse(answer.text))) };
    case 'repeat-deliveries':
      return withData(answer, (data) => {
        const commands = Array.isArray(data.commands) ? data.commands : [];
        return commands.length === 0 ? data : { ...data, commands: commands.flatMap((one) => [one, one]) };
      });
    default:
      return answer;
  }
}

/** What a proxy, a captive portal or any other stranger answers. */
export function foreignAnswer(fault: Extract<Fault, { kind: 'foreign' }>): Answer {
  const headers = { 'content-type': fault.contentType ?? 'text/html; charset=utf-8', ...fault.headers };
  return { status: fault.status, headers, text: fault.body };
}

function withData(answer: Answer, change: (data: JsonObject) => JsonObject): Answer {
  const envelope = JSON.parse(answer.text) as { success: boolean; data?: JsonObject };
  if (!envelope.success || !envelope.data) return answer;
  return { ...answer, text: JSON.stringify({ ...envelope, data: change(envelope.data) }) };
}

function laidOver(base: JsonObject, over: JsonObject): JsonObject {
  const merged: Record<string, unknown> = { ...base };
  for (const [name, value] of Object.entries(over)) {
    const below = merged[name];
    merged[name] = isObject(below) && isObject(value) ? laidOver(below, value) : value;
  }
  return merged;
}

function without(data: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(data).filter(([name]) => !names.includes(name)));
}

/** A payload is the operator's own document, so it stays as it is. */
function withStrangers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withStrangers);
  if (!isObject(value)) return value;
  const members = Object.entries(value).map(([name, member]) => [
    name,
    name === 'payload' ? member : withStrangers(member),
  ]);
  return { ...strangers, ...Object.fromEntries(members) };
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
