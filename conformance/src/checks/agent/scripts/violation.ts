/** What must hold after every script, whatever befell the agent. */
export const properties = [
  'no command runs twice',
  'every command ends',
  'a success has run',
  'an outcome never changes',
  'only what was asked to stop is cancelled',
  'the agent lives',
  'the agent keeps its identity',
  'the agent does not flood',
] as const;
export type Property = (typeof properties)[number];

export interface Violation {
  property: Property;
  actual: string;
  /** Of the job it shows in; null where it is the agent itself. */
  job: number | null;
  messages: number[];
}
