import type { RejectedService, ServiceIdentity, ServiceReport, ServiceReportRequest } from 'capsule-contract/types';
import { validate } from 'capsule-contract/validators';
import { type Answer, success } from '../answer.ts';
import type { FakeAgent } from '../identity-book.ts';
import type { Memory } from '../memory.ts';
import type { AgentCall } from './operation-call.ts';

export function serviceReport({ memory, agent, body }: AgentCall<ServiceReportRequest>): Answer {
  for (const code of body.released ?? []) memory.services.release(code);
  return success(recordReports(memory, agent, body.services));
}

/** Each item is judged alone; one that does not fit is rejected and stores nothing. */
export function recordReports(
  memory: Memory,
  agent: FakeAgent,
  reports: readonly ServiceReport[],
): { services: ServiceIdentity[]; rejected: RejectedService[] } {
  const services: ServiceIdentity[] = [];
  const rejected: RejectedService[] = [];
  const seen = new Set<string>();
  for (const [index, report] of reports.entries()) {
    const judged = validate('ServiceReport', report);
    const code = typeof report.manifest?.code === 'string' ? report.manifest.code : null;
    if (judged.ok && code !== null && !seen.has(code)) {
      seen.add(code);
      services.push({ code, id: memory.services.report(agent.id, report).id });
      continue;
    }
    if (code !== null) memory.services.refuse(code, String(report.revision));
    const error = judged.ok
      ? { code: 'DUPLICATE_ITEM' as const, message: 'The report names this service twice.' }
      : { code: 'VALIDATION_FAILED' as const, message: 'The service does not fit its schema.' };
    rejected.push({ index, code, error });
  }
  return { services, rejected };
}
