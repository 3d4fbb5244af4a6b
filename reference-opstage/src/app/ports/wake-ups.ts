/** Tells held claims that something of their agent changed: a new command, a dead token, a shutdown. */
export interface WakeUps {
  /** Grows with every change of the agent; read it before looking at the database. */
  generation(agentId: string): number;
  notify(agentId: string): void;
  /** Resolves when the generation is no longer `seen`, after `waitMs`, or when `signal` aborts. */
  changed(agentId: string, seen: number, waitMs: number, signal: AbortSignal): Promise<void>;
  /** Ends every wait and lets no further one begin. */
  close(): void;
  readonly closed: boolean;
}
