import type { Clock } from '../clock.ts';
import type { Log, LogEntry, LogFields, LogLevel, LogSink } from '../log.ts';

/** Knows the tokens of this agent and takes them out of every text that leaves by the log. */
export class SecretMask {
  readonly #secrets = new Set<string>();

  add(secret: string): void {
    // Masking a very short text would garble everything; real tokens are long.
    if (secret.length >= 8) this.#secrets.add(secret);
  }

  apply(text: string): string {
    let masked = text;
    for (const secret of this.#secrets) masked = masked.replaceAll(secret, '[token]');
    return masked;
  }
}

/** A log whose entries carry `fields` and pass the mask on their way to the sink. */
export function maskedLog(sink: LogSink, mask: SecretMask, clock: Clock, fields: LogFields = {}): Log {
  const write =
    (level: LogLevel) =>
    (message: string, more: LogFields = {}) => {
      const masked = Object.entries({ ...fields, ...more }).map(([name, value]) => [
        name,
        typeof value === 'string' ? mask.apply(value) : value,
      ]);
      const entry: LogEntry = {
        at: new Date(clock.now()).toISOString(),
        level,
        message: mask.apply(message),
        fields: Object.fromEntries(masked) as LogFields,
      };
      try {
        sink(entry);
      } catch {
        // A broken sink is its owner's; the agent goes on.
      }
    };
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}
