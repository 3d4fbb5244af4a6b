/** The package's entry: everything an embedding program may use. */
export type {
  ActionContext,
  ActionDeclaration,
  ActionHandler,
  ActionHandlerOf,
  ActionReturn,
  Progress,
} from './action.ts';
export { ActionFailure } from './action-failure.ts';
export type { ActionInput, ActionSchema } from './action-input.ts';
export type { AgentEnd } from './agent-end.ts';
export { AgentError, type AgentErrorCode } from './agent-error.ts';
export type { AgentOptions, ServiceDefinition } from './agent-options.ts';
export { CapsuleAgent } from './capsule-agent.ts';
export { CapsuleService } from './capsule-service.ts';
export { type Clock, systemClock } from './clock.ts';
export type { ConfigEntry, ConfigProvider } from './config-entry.ts';
export type { HealthProbe, ProbedHealth } from './health-probe.ts';
export type { EmittedEvent } from './internal/event-queue.ts';
export type { JsonObject } from './json-object.ts';
export { type Log, type LogEntry, type LogFields, type LogLevel, type LogSink, stderrLog } from './log.ts';
