import type { HealthReport } from 'capsule-contract/types';

/** Either the bare status or the whole report. */
export type ProbedHealth = HealthReport['status'] | HealthReport;

/**
 * Says how a service is; called before each heartbeat. One that throws, or takes longer than `probeTimeoutMs` (or half a
 * heartbeat interval, when that is shorter), is reported UNKNOWN with the reason. It is never called again while a former
 * call still runs; `signal` is aborted when its time is over.
 */
export type HealthProbe = (signal: AbortSignal) => ProbedHealth | Promise<ProbedHealth>;
