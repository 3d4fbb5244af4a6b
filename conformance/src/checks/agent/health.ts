/** Every service has a health, and a probe that fails is news, not an obstacle. */
import type { Exchange } from '../../target/fake-opstage/exchange.ts';
import { type AgentCheck, agentCheck } from '../check.ts';
import {
  gaps,
  heartbeats,
  json,
  needsCapsule,
  now,
  objects,
  order,
  ready,
  resultOf,
  sent,
  stillWorks,
} from './capsule-run.ts';
import { judgeCadence, offlineAfterSeconds } from './heartbeats.ts';

const sentences = {
  'health-reported':
    'An agent MUST give every service a health: without a probe of its own a service is UP while the process lives.',
  'health-bounded':
    'A health probe that hangs or throws MUST be reported UNKNOWN with the reason in the next heartbeat and MUST delay nothing else.',
} as const;

export const healthChecks: AgentCheck[] = [
  agentCheck({
    id: 'health-reported',
    // One that was told to hang keeps to it.
    needs: ['start'],
    requirement: 'health-reported',
    sentence: sentences['health-reported'],
    title: 'every service has a health, and UP while nothing is wrong',
    how: 'Looks at the third heartbeat after the start. Expects a health for every service listed; UP for the conformance service, whose probe nobody has touched.',
    async run(t) {
      await ready(t);
      const heartbeat = (await heartbeats(t, 3)).at(-1) as Exchange;
      const services = objects(json(heartbeat).services);
      t.that('at least one service', services.length > 0, services, heartbeat);
      for (const service of services) {
        const status = statusOf(service);
        t.that(`a health of ${service.code}`, typeof status === 'string', service, heartbeat);
        if (service.code === 'conformance') t.equal('its health', status, 'UP', heartbeat);
      }
    },
  }),
  ...(['hang', 'throw'] as const).map((failure) =>
    agentCheck({
      id: `health-bounded/${failure}`,
      requirement: 'health-bounded',
      sentence: sentences['health-bounded'],
      title:
        failure === 'hang'
          ? 'a probe that hangs is UNKNOWN with a reason'
          : 'a probe that throws is UNKNOWN with a reason',
      how: `Lets the capsule's probe ${failure}. Expects UNKNOWN with a message in a heartbeat, heartbeats as regular as before, and commands and reports as ever.`,
      needs: needsCapsule,
      opstage: { offlineAfterSeconds },
      async run(t) {
        await ready(t);
        const after = now(t);
        await resultOf(t, order(t, 'set-health', { status: failure }));
        const told = await sent(t, 'a heartbeat with the health UNKNOWN', 'agentHeartbeat', {
          after,
          fits: (one) => statusOf(conformanceOf(one)) === 'UNKNOWN',
        });
        const { message } = (conformanceOf(told)?.health ?? {}) as { message?: unknown };
        t.that('a reason in the message', typeof message === 'string' && message.length > 0, message, told);
        await stillWorks(t);
        const afterConfig = now(t);
        await resultOf(t, order(t, 'set-config', { key: 'colour', value: `amber of ${t.namespace}` }));
        const report = await sent(t, 'a report of a change meanwhile', 'serviceReport', { after: afterConfig });
        await heartbeats(t, 2);
        const since = t.opstage.exchangesOf('agentHeartbeat', { after });
        judgeCadence(t, gaps(since), [report, ...since]);
        const again = since.at(-1) as Exchange;
        t.equal('the health as long as it fails', statusOf(conformanceOf(again)), 'UNKNOWN', again);
      },
    }),
  ),
];

function conformanceOf(heartbeat: Exchange): Record<string, unknown> | undefined {
  return objects(json(heartbeat).services).find(({ code }) => code === 'conformance');
}

function statusOf(service: Record<string, unknown> | undefined): unknown {
  return (service?.health as { status?: unknown } | undefined)?.status;
}
