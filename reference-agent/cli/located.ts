/** A value of an agent file together with where it stands, so that a fault can name its line. Knows nothing of YAML. */
export interface Located {
  line: number;
  /** As it is written in the file. */
  source: string;
  /** As plain data. */
  value: unknown;
  /** Of a mapping: its entries. */
  entries?: ReadonlyMap<string, LocatedEntry>;
  /** Of a sequence: its items. */
  items?: readonly Located[];
}

export interface LocatedEntry extends Located {
  keyLine: number;
}
