/** What the agent tells about itself. Tokens never reach a sink: the agent masks them before it calls one. */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

export type LogFields = Readonly<Record<string, string | number | boolean | null>>;

export interface LogEntry {
  /** RFC 3339, UTC. */
  at: string;
  level: LogLevel;
  message: string;
  fields: LogFields;
}

/** Receives every entry; one that throws is ignored. */
export type LogSink = (entry: LogEntry) => void;

/** What handlers get as `ctx.log`. */
export interface Log {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

/** The default sink: one line per entry on stderr, `debug` left out. */
export const stderrLog: LogSink = ({ at, level, message, fields }) => {
  if (level === 'debug') return;
  const facts = Object.entries(fields).map(([name, value]) => ` ${name}=${JSON.stringify(value)}`);
  process.stderr.write(`${at} ${level} ${message}${facts.join('')}\n`);
};
