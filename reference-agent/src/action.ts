import type { ActionDefinition } from 'capsule-contract/types';
import type { ActionInput, ActionSchema } from './action-input.ts';
import type { JsonObject } from './json-object.ts';
import type { Log } from './log.ts';

/** An action as it is declared; `requiresConfirmation`, `idempotent` and `cancellable` default to false, `dangerLevel` to LOW. */
export type ActionDeclaration<Schema extends ActionSchema = ActionSchema> = Pick<ActionDefinition, 'name' | 'label'> &
  Partial<Omit<ActionDefinition, 'name' | 'label' | 'inputSchema' | 'outputSchema'>> & {
    /** What an input must be; without one, any object. Inputs that do not fit are refused and reach no handler. */
    inputSchema?: Schema;
    /** What `data` of the result is, for people; properties with `writeOnly` or `format: password` are redacted. */
    outputSchema?: ActionSchema;
  };

/** How far a run is; what is left out stays unsaid. */
export interface Progress {
  /** 0 to 100; values outside are cut. */
  percent?: number;
  /** Cut to 500 code points. */
  message?: string;
  data?: JsonObject;
}

/** What a handler gets beside its input; valid until the handler settles. */
export interface ActionContext {
  readonly commandId: string;
  /**
   * Aborted when an operator cancels, when `timeoutSeconds` have passed, or when the agent stops. A handler that stops
   * because of it throws `signal.reason` (as `fetch` and most of Node do when given the signal); a handler that finishes
   * anyway has its true result reported, unless it was timed out.
   */
  readonly signal: AbortSignal;
  /** Entries carry the command's id. */
  readonly log: Log;
  /**
   * Tells the operator how far the run is. Never throws and never waits; when called faster than Opstage answers, only
   * the newest is sent. Without effect once the handler has settled.
   */
  progress(progress: Progress): void;
}

/**
 * Runs one command. Called at most once per command id, also across crashes of the process; several may run at once, up
 * to `maxConcurrentCommands`. The returned object becomes the result's `data`. A handler must not block the event loop:
 * the heartbeat runs on it too.
 */
export type ActionHandler<Input = JsonObject> = (
  input: Input,
  context: ActionContext,
) => ActionReturn | Promise<ActionReturn>;

/** The handler of an action with this `inputSchema`. */
export type ActionHandlerOf<Schema> = ActionHandler<ActionInput<Schema>>;

/** What a handler may give: an object, or nothing. */
// biome-ignore lint/suspicious/noConfusingVoidType: a handler without a result is written as one without `return`.
export type ActionReturn = object | null | undefined | void;
