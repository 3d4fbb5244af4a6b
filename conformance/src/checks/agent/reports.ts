/** When an agent reports its services, and what a revision says. */
import type { Exchange } from '../../target/fake-opstage/exchange.ts';
import type { Fault } from '../../target/fake-opstage/fault-script.ts';
import type { FakeService } from '../../target/fake-opstage/service-book.ts';
import type { AgentTrial } from '../agent-trial.ts';
import { type AgentCheck, agentCheck } from '../check.ts';
import {
  accepted,
  all,
  heartbeats,
  json,
  needsCapsule,
  needsStartAndCapsule,
  now,
  objects,
  order,
  ready,
  resultOf,
  sent,
} from './capsule-run.ts';

const sentences = {
  'report-on-start-and-change':
    'An agent MUST report after registration and after process start, and within one heartbeat interval of a change of manifest, configs or actions, with one report in flight at a time.',
  'revision-resync':
    '`revision` is an opaque string, equal for equal content. When a heartbeat names another revision than the last accepted one, Opstage MUST answer with the code in `directives.reportServices`, and the agent MUST report that service in full within one interval; Opstage MUST ask again for a rejected pair of code and revision at most once per 10 intervals.',
} as const;

const reporting = {
  requirement: 'report-on-start-and-change',
  sentence: sentences['report-on-start-and-change'],
} as const;
const resync = { requirement: 'revision-resync', sentence: sentences['revision-resync'] } as const;
/** "Within one interval", with the generosity a verdict needs. */
const heartbeatsMax = 4;

export const reportChecks: AgentCheck[] = [
  agentCheck({
    ...reporting,
    id: 'report-on-start-and-change',
    needs: ['start'],
    title: 'services are reported after registration and after every start',
    how: 'Starts the agent, kills it and starts it again. Expects services with the registration or reported after it, and a report after the second start.',
    async run(t) {
      await t.start();
      const heartbeat = await accepted(t, 'a heartbeat', 'agentHeartbeat');
      const first = await withServices(t, 0);
      t.that(
        'services reported after registration',
        objects(json(first).services).length > 0,
        first.body,
        first,
        heartbeat,
      );
      await t.kill();
      const after = now(t);
      await t.start();
      const second = await accepted(t, 'a report after the second start', 'serviceReport', { after });
      t.equal('the services reported', codesOf(second), codesOf(first), first, second);
    },
  }),
  agentCheck({
    ...reporting,
    id: 'report-on-start-and-change/after-a-change',
    title: 'a changed configuration item is reported within a heartbeat interval, unasked',
    how: 'Sets the configuration item `colour` and keeps directives out of heartbeat answers. Expects a report with its new value before four further heartbeats.',
    needs: needsCapsule,
    async run(t) {
      await ready(t);
      const unasked: Fault = { kind: 'rewrite', data: { directives: { reportServices: [] } } };
      t.opstage.play([{ on: 'agentHeartbeat', times: 'always', fault: unasked }]);
      // Never the value it has: an attached agent remembers those of other checks.
      const value = `crimson of ${t.namespace}`;
      const after = now(t);
      const result = await resultOf(t, order(t, 'set-config', { key: 'colour', value }));
      const report = await sent(t, `a report with colour = ${value}`, 'serviceReport', {
        after,
        fits: (one) => configOf(one, 'colour')?.valuePreview === value,
      });
      const between = t.opstage
        .exchangesOf('agentHeartbeat', { after: result.number })
        .filter(({ number }) => number < report.number);
      t.that(
        `fewer than ${heartbeatsMax} heartbeats before the report`,
        between.length < heartbeatsMax,
        between.length,
        result,
        report,
      );
    },
  }),
  agentCheck({
    ...reporting,
    id: 'report-on-start-and-change/one-in-flight',
    title: 'no report is sent while another is unanswered',
    how: 'Holds the answer to a report, changes `colour` twice and asks for a report by directive. Expects no second report until the first is answered, and then one with the last value.',
    needs: needsCapsule,
    async run(t) {
      await ready(t);
      const script = t.opstage.play([{ on: 'serviceReport', times: 'always', fault: { kind: 'hold' } }]);
      const after = now(t);
      const [first, last] = [`olive of ${t.namespace}`, `indigo of ${t.namespace}`];
      await resultOf(t, order(t, 'set-config', { key: 'colour', value: first }));
      const held = await sent(t, 'a report of the change', 'serviceReport', { after });
      await resultOf(t, order(t, 'set-config', { key: 'colour', value: last }));
      t.opstage.play([{ do: 'ask-for-report', code: 'conformance' }]);
      const later = await heartbeats(t, 3);
      // An agent that gave the first one up after a time of its own has none in flight any more.
      const meanwhile = t.opstage
        .exchangesOf('serviceReport', { after: held.number })
        .filter(({ receivedAtMs }) => receivedAtMs < (held.endedAtMs ?? Number.POSITIVE_INFINITY));
      t.equal('the reports sent meanwhile', meanwhile.length, 0, held, ...all(later));
      script.end();
      const report = await sent(t, 'a report of the last value', 'serviceReport', {
        after: held.number,
        fits: (one) => configOf(one, 'colour')?.valuePreview === last,
      });
      t.cite(report);
    },
  }),
  agentCheck({
    ...resync,
    id: 'revision-resync/reported-in-full',
    title: 'a service asked for by directive is reported in full',
    how: 'Lets Opstage forget the services, so that heartbeat answers ask for them. Expects a report with manifest, configs and actions before four further heartbeats.',
    async run(t) {
      await ready(t);
      const after = now(t);
      const known = new Map<string, FakeService>();
      const { services } = t.opstage.memory.services;
      const asked = await t.until('a heartbeat answered with a directive', () => {
        const found = t.opstage
          .exchangesOf('agentHeartbeat', { after })
          .find((one) => one.status === 200 && directiveOf(one).length > 0);
        if (found || services.size === 0) return found;
        // The first time, and whenever the agent has told them again of its own accord.
        for (const [code, service] of services) known.set(code, service);
        t.opstage.play([{ do: 'forget', what: 'services' }]);
        return undefined;
      });
      for (const { code, configs, actions } of known.values()) {
        const report = await sent(t, `a report of ${code}`, 'serviceReport', {
          after: asked.number,
          fits: (one) => serviceOf(one, code) !== undefined,
        });
        const service = serviceOf(report, code) ?? {};
        t.equal('the number of configs', objects(service.configs).length, configs.length, asked, report);
        t.equal('the number of actions', objects(service.actions).length, actions.length, asked, report);
        const between = t.opstage
          .exchangesOf('agentHeartbeat', { after: asked.number })
          .filter(({ number }) => number < report.number);
        t.that(
          `fewer than ${heartbeatsMax} heartbeats before the report`,
          between.length < heartbeatsMax,
          between.length,
          asked,
          report,
        );
      }
    },
  }),
  agentCheck({
    ...resync,
    id: 'revision-resync/equal-content-equal-revision',
    title: 'equal content has an equal revision, also after a restart, and changed content another',
    how: 'Compares the revisions of two reports of the same content, one before and one after a restart, then sets `colour` and back. Expects equal, different, equal; heartbeats name the last one reported.',
    needs: needsStartAndCapsule,
    async run(t) {
      await ready(t);
      await resultOf(t, order(t, 'set-config', { key: 'colour', value: 'ivory' }));
      const ivory = await reportWithColour(t, 'ivory', 0);
      await resultOf(t, order(t, 'set-config', { key: 'colour', value: 'maroon' }));
      const maroon = await reportWithColour(t, 'maroon', ivory.number);
      t.that(
        'another revision for other content',
        revisionOf(maroon) !== revisionOf(ivory),
        revisionOf(maroon),
        ivory,
        maroon,
      );
      await resultOf(t, order(t, 'set-config', { key: 'colour', value: 'ivory' }));
      const ivoryAgain = await reportWithColour(t, 'ivory', maroon.number);
      t.equal('the revision of the same content', revisionOf(ivoryAgain), revisionOf(ivory), ivory, ivoryAgain);
      const heartbeat = (await heartbeats(t, 2)).at(-1) as Exchange;
      const named = objects(json(heartbeat).services).find(({ code }) => code === 'conformance');
      t.equal('the revision a heartbeat names', named?.revision, revisionOf(ivoryAgain), ivoryAgain, heartbeat);
      const first = await withServices(t, 0);
      await t.kill();
      const after = now(t);
      await t.start();
      const restarted = await sent(t, 'a report after the restart', 'serviceReport', { after });
      if (!sameContent(first, restarted)) return;
      t.equal(
        'the revision of the same content after a restart',
        revisionOf(restarted),
        revisionOf(first),
        first,
        restarted,
      );
    },
  }),
];

/** The first message that tells services: a registration that carries them, or a report. */
async function withServices(t: AgentTrial, after: number): Promise<Exchange> {
  return t.until('services with the registration or in a report', () =>
    t.opstage.exchanges.find(
      (one) =>
        one.number > after &&
        (one.operationId === 'serviceReport' ||
          (one.operationId === 'agentRegister' && objects(json(one).services).length > 0)),
    ),
  );
}

async function reportWithColour(t: AgentTrial, value: string, after: number): Promise<Exchange> {
  return sent(t, `a report with colour = ${value}`, 'serviceReport', {
    after,
    fits: (one) => configOf(one, 'colour')?.valuePreview === value,
  });
}

function serviceOf(report: Exchange, code: string): Record<string, unknown> | undefined {
  return objects(json(report).services).find((one) => (one.manifest as { code?: unknown } | undefined)?.code === code);
}

export function configOf(report: Exchange, key: string): Record<string, unknown> | undefined {
  return objects(serviceOf(report, 'conformance')?.configs).find((one) => one.key === key);
}

function revisionOf(report: Exchange): unknown {
  return serviceOf(report, 'conformance')?.revision;
}

function codesOf(report: Exchange): unknown[] {
  return objects(json(report).services).map((one) => (one.manifest as { code?: unknown } | undefined)?.code);
}

function directiveOf(heartbeat: Exchange): unknown[] {
  const { directives } = (heartbeat.data ?? {}) as { directives?: { reportServices?: unknown[] } };
  return directives?.reportServices ?? [];
}

/** Whether two reports say the same of the conformance service, health apart. */
function sameContent(one: Exchange, other: Exchange): boolean {
  const content = (report: Exchange) => {
    const { manifest, configs, actions } = serviceOf(report, 'conformance') ?? {};
    return JSON.stringify([manifest, configs, actions]);
  };
  return content(one) === content(other);
}
