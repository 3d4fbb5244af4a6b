/** Structured logs. What carries a name of the contract's redaction list is hidden at any depth, should it ever be logged. */
import { redactedNames } from 'capsule-contract';
import { type DestinationStream, type Logger, pino, stdSerializers } from 'pino';
import { plainName, redacted, redactionList } from './domain/redaction.ts';

/** Beside the contract's list: the names secrets have in this program. */
const hidden = redactionList([...redactedNames, 'registrationToken', 'agentToken', 'csrfToken', 'x-csrf-token']);
const depthMax = 8;

export function createLog(
  level: string,
  destination: DestinationStream = pino.destination({ dest: 2, sync: true }),
): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: {
        log: (facts) => hide(facts, depthMax) as Record<string, unknown>,
        level: (label) => ({ level: label }),
      },
      serializers: {
        err: (error: unknown) => (error instanceof Error ? hide(stdSerializers.err(error), depthMax) : error),
      },
    },
    destination,
  );
}

function hide(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Error) return value;
  if (depth === 0) return redacted;
  if (Array.isArray(value)) return value.map((item) => hide(item, depth - 1));
  const members = Object.entries(value);
  return Object.fromEntries(
    members.map(([name, member]) => [name, hidden.has(plainName(name)) ? redacted : hide(member, depth - 1)]),
  );
}
