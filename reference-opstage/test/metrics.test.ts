import { afterAll, describe, expect, test } from 'vitest';
import { metricDefinitions } from '../src/http/metrics.ts';
import { call, login, type OpstageProcess, scratchFolder, startProcess } from './opstage-process.ts';

const { folder, remove } = scratchFolder();
const started: OpstageProcess[] = [];
afterAll(() => {
  for (const { child } of started) child.kill('SIGKILL');
  remove();
});

async function start(environment: Record<string, string>): Promise<OpstageProcess> {
  const opstage = await startProcess(folder, environment);
  started.push(opstage);
  return opstage;
}

const metricsUrl = ({ output }: OpstageProcess) => /"metrics":"([^"]+)"/.exec(output())?.[1];

describe('metrics', () => {
  test('are nowhere unless asked for', async () => {
    const opstage = await start({});
    expect(metricsUrl(opstage)).toBeUndefined();
    expect((await call(opstage.url, 'GET', '/metrics')).status).toBe(404);
    opstage.child.kill('SIGTERM');
    await opstage.exited;
  });

  test('are on a listener of their own, count what happens and have the documented names only', async () => {
    const opstage = await start({ OPSTAGE_METRICS_PORT: '0', OPSTAGE_SWEEP_SECONDS: '1' });
    const url = metricsUrl(opstage) ?? '';
    const session = await login(opstage.url);
    for (let times = 0; times < 3; times += 1) await call(opstage.url, 'GET', '/api/system/version');
    await call(opstage.url, 'GET', '/api/admin/agents/agt_nobody-knows-this', undefined, session);
    await call(opstage.url, 'GET', '/nowhere');
    expect((await call(opstage.url, 'GET', '/metrics')).status).toBe(404);

    // What is counted when an answer has left may come a moment after it.
    const scrape = async (until: string) => {
      for (;;) {
        const text = await (await fetch(url)).text();
        if (text.includes(until)) return text;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    };
    const count = 'opstage_http_request_duration_seconds_count';
    const text = await scrape(`${count}{operation="systemVersion",status="200"} 3`);
    expect(text).toContain(`${count}{operation="agentView",status="404"} 1`);
    expect(text).toContain(`${count}{operation="none",status="404"} 2`);
    expect(text).toContain('opstage_http_requests_in_progress{operation="agentView"} 0');
    expect(text).toContain('opstage_agents{status="ONLINE"} 0');
    expect(text).toContain('opstage_sessions 0');
    await scrape('opstage_sweep_duration_seconds_count 1');
    const named = [...text.matchAll(/^# TYPE (opstage_\S+) (\S+)$/gm)].map(([, name, type]) => [name, type]);
    const documented = Object.entries(metricDefinitions).map(([name, { type }]) => [name, type]);
    expect(named.sort()).toEqual(documented.sort());
    expect(text).toContain('process_cpu_seconds_total');
  });

  test('answer nothing else', async () => {
    const url = metricsUrl(started.at(-1) as OpstageProcess) ?? '';
    expect((await fetch(url.replace('/metrics', '/'))).status).toBe(404);
    expect((await fetch(url, { method: 'POST' })).status).toBe(405);
    const head = await fetch(url, { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
  });
});
