/**
 * Tells whoever waits that something of a topic changed. The topic of an agent is its id: a new command, a dead token;
 * that of the event feed is `feed`.
 */
export interface WakeUps {
  /** Grows with every change of the topic; read it before looking at the database. */
  generation(topic: string): number;
  notify(topic: string): void;
  /** Resolves when the generation is no longer `seen`, after `waitMs`, or when `signal` aborts. */
  changed(topic: string, seen: number, waitMs: number, signal: AbortSignal): Promise<void>;
  /** Ends every wait and lets no further one begin. */
  close(): void;
  readonly closed: boolean;
}
