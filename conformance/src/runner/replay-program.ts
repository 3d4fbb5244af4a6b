/** Executes the program of a replay file ten times against an Opstage and tells how often it still fails as it did. */
import { MonitorRecord } from '../checks/monitors/monitor-record.ts';
import { opstageMonitors } from '../checks/monitors/opstage-monitors.ts';
import { groundOf } from '../checks/opstage/model/campaign.ts';
import { runProgram } from '../checks/opstage/model/run-program.ts';
import { reproductionsMax, signatureOf } from '../checks/opstage/model/shrink-finding.ts';
import { OpstageTrial } from '../checks/opstage-trial.ts';
import type { ReplayCase } from '../model/replay-case.ts';
import { HttpClient } from '../target/http-client.ts';
import { OpstageProcess } from '../target/opstage-process.ts';
import { registerOwner } from '../target/owner-secrets.ts';
import { SecretRegister } from '../target/secret-register.ts';
import { Transcript } from '../target/transcript.ts';
import { exchangeOf } from './exchange.ts';
import { opstagePreflight } from './opstage-preflight.ts';
import type { ReportMessage } from './run-report.ts';

export interface ReplayOptions {
  url: string;
  owner: { username: string; password: string };
  start: string | null;
  dataFolder: string | null;
  startCeilingMs: number;
  waitSecondsMax: number;
  runId: string;
  signal: AbortSignal;
}

export type ReplayOutcome =
  | { unfit: string }
  | {
      reproduced: number;
      /** Executions that were quick enough to prove anything. */
      executed: number;
      /** Other things that were wrong, each once. */
      others: string[];
      /** Of one execution that failed as the file says. */
      exchange: ReportMessage[];
    };

export async function replayProgram(file: ReplayCase, options: ReplayOptions): Promise<ReplayOutcome> {
  const secrets = new SecretRegister();
  registerOwner(secrets, options.owner);
  const client = new HttpClient(options.url);
  const process = options.start === null ? null : new OpstageProcess(options.start, client, options.startCeilingMs);
  try {
    const transcript = new Transcript();
    const found = await opstagePreflight({ ...options, client, process, transcript, secrets });
    if ('unfit' in found) return { unfit: secrets.mask(found.unfit) };
    const { runId, signal } = options;
    const facts = { checkId: file.check, seed: runId, runId, depth: 'standard', secrets, signal } as const;
    return await tenTimes(new OpstageTrial(facts, found.subject, new MonitorRecord(opstageMonitors(secrets))), file);
  } finally {
    await process?.stop();
    await client.close();
  }
}

async function tenTimes(t: OpstageTrial, file: ReplayCase): Promise<ReplayOutcome> {
  const { requirement, violation, operations } = file;
  const wanted = signatureOf({ ...violation, requirement, operationId: violation.operation, tags: [] });
  const ground = await groundOf(t);
  const others = new Set<string>();
  let [reproduced, executed] = [0, 0];
  let exchange: ReportMessage[] = [];
  for (let execution = 1; execution <= reproductionsMax; execution += 1) {
    const run = await runProgram(ground, `${t.namespace}-${execution}`, operations);
    if (run.isVoid) continue;
    executed += 1;
    const same = run.violations.find((one) => signatureOf(one) === wanted);
    for (const one of run.violations) {
      if (one !== same) others.add(`${one.requirement}: ${one.operationId}: ${one.expected}, got ${one.actual}`);
    }
    if (!same) continue;
    reproduced += 1;
    const cited = [...run.steps, same.message].map(({ number }) => number);
    exchange = exchangeOf(run.transcript, cited, t.secrets).exchange;
  }
  return { reproduced, executed, others: [...others], exchange };
}
