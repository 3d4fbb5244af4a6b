/** What is counted for Prometheus. Labels take values of closed lists only, so that no client can make series. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { FleetCounts } from '../app/dashboard.ts';

export interface Metrics {
  /** A request came in; the answer's status is told when its connection is done with it. */
  requestBegan(operation: string): (status: string) => void;
  /** A frame of an agent was handled: `ok`, or the code of the error it was answered with. */
  frameHandled(type: string, outcome: string): void;
  sessionOpened(): () => void;
  swept(seconds: number): void;
  contentType: string;
  /** Everything in the format Prometheus reads. */
  text(): Promise<string>;
}

interface Definition {
  type: 'counter' | 'gauge' | 'histogram';
  labels: readonly string[];
  help: string;
}

/** The documented names; the README holds the same table. */
export const metricDefinitions = {
  opstage_http_request_duration_seconds: {
    type: 'histogram',
    labels: ['operation', 'status'],
    help: 'Requests by operation of the contract and status, with the time until their answer was sent; `aborted` where the client left.',
  },
  opstage_http_requests_in_progress: {
    type: 'gauge',
    labels: ['operation'],
    help: 'Requests being answered; held claims and open event streams are among them.',
  },
  opstage_session_frames_total: {
    type: 'counter',
    labels: ['type', 'outcome'],
    help: 'Frames received on agent sessions, by type and `ok` or the error code of the reply.',
  },
  opstage_sessions: { type: 'gauge', labels: [], help: 'Agent sessions open in this process.' },
  opstage_sweep_duration_seconds: { type: 'histogram', labels: [], help: 'Sweeps, with the time they took.' },
  opstage_agents: { type: 'gauge', labels: ['status'], help: 'Agents in the database by status.' },
  opstage_services: { type: 'gauge', labels: ['status'], help: 'Services in the database by effective status.' },
  opstage_commands: { type: 'gauge', labels: ['status'], help: 'Commands in the database by state.' },
} as const satisfies Record<string, Definition>;

type MetricName = keyof typeof metricDefinitions;

const durations = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/** `counts` is asked at every scrape. */
export function createMetrics(counts: () => Promise<FleetCounts>): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const options = (name: MetricName) => {
    const { help, labels } = metricDefinitions[name];
    return { name, help, labelNames: [...labels], registers: [registry] };
  };
  const requests = new Histogram({ ...options('opstage_http_request_duration_seconds'), buckets: durations });
  const inProgress = new Gauge(options('opstage_http_requests_in_progress'));
  const frames = new Counter(options('opstage_session_frames_total'));
  const sessions = new Gauge(options('opstage_sessions'));
  const sweeps = new Histogram({ ...options('opstage_sweep_duration_seconds'), buckets: durations });
  const fleet = {
    agents: new Gauge(options('opstage_agents')),
    services: new Gauge(options('opstage_services')),
    commands: new Gauge(options('opstage_commands')),
  };
  return {
    requestBegan(operation) {
      const stop = requests.startTimer({ operation });
      inProgress.inc({ operation });
      return (status) => {
        inProgress.dec({ operation });
        stop({ status });
      };
    },
    frameHandled: (type, outcome) => frames.inc({ type, outcome }),
    sessionOpened() {
      sessions.inc();
      return () => sessions.dec();
    },
    swept: (seconds) => sweeps.observe(seconds),
    contentType: registry.contentType,
    async text() {
      const found = await counts();
      for (const [kind, gauge] of Object.entries(fleet) as [keyof typeof fleet, Gauge<string>][]) {
        for (const [status, count] of Object.entries(found[kind])) gauge.set({ status }, count);
      }
      return registry.metrics();
    },
  };
}

/** The names as a Markdown table, for the README. */
export function metricsTable(): string {
  const rows = Object.entries<Definition>(metricDefinitions).map(
    ([name, { type, labels, help }]) => `| \`${name}\` | ${type} | ${labels.join(', ')} | ${help} |`,
  );
  return ['| name | type | labels | meaning |', '|---|---|---|---|', ...rows].join('\n');
}
