/** The Opstage processes that share one database, seen from one of them. */
export interface Peers {
  /** The number of this process; no other one on the same database has it. */
  readonly own: number;
  /** The numbers of the processes that run now, this one among them. */
  living(): Promise<number[]>;
  /** Whether what is to be done once is for this process to do. Stays so until the process ends or loses the database. */
  leads(): Promise<boolean>;
  /** One of `max` places under a name, counted over all processes; null when all are taken, else how to give it back. */
  takePlace(name: string, max: number): Promise<(() => void) | null>;
  /** To be called when what a starting process has to do first is done: until then no other one starts. */
  started(): Promise<void>;
}
