/**
 * A worker of a common kind: it checks every so often which of its outgoing proxies still work. Operators see how many do,
 * check at once, change how often it checks, and see that the list of proxies, which holds passwords, was changed.
 *
 * PROXY_LIST is a comma-separated list of proxy URLs (`http://user:password@host:port`), PROXY_CHECK_URL what is fetched
 * through each; OPSTAGE_URL, OPSTAGE_REGISTRATION_TOKEN and OPSTAGE_AGENT_STATE as for every agent.
 */
import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { ActionFailure, AgentError, CapsuleAgent, type JsonObject } from 'capsule-agent';

const CHECK_TIMEOUT_MS = 5_000;
const STALE_AFTER_CHECKS = 3;
const INTERVAL_SECONDS_DEFAULT = 60;

interface Checked {
  /** Without user and password. */
  proxy: string;
  works: boolean;
  tookMs: number;
  reason?: string;
}

class ProxyChecker {
  readonly #proxies: readonly URL[];
  readonly #target: string;
  #intervalSeconds = INTERVAL_SECONDS_DEFAULT;
  #last: { at: number; checked: Checked[] } | null = null;
  #intervalChanged = new AbortController();

  constructor(proxies: readonly URL[], target: string) {
    this.#proxies = proxies;
    this.#target = target;
  }

  get intervalSeconds(): number {
    return this.#intervalSeconds;
  }

  set intervalSeconds(seconds: number) {
    this.#intervalSeconds = seconds;
    this.#intervalChanged.abort();
    this.#intervalChanged = new AbortController();
  }

  /** What the last check found; null before the first. */
  get last(): { ageMs: number; checked: readonly Checked[] } | null {
    return this.#last && { ageMs: Date.now() - this.#last.at, checked: this.#last.checked };
  }

  /** Checks until the signal is aborted. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.check(signal).catch(() => {});
      const changed = AbortSignal.any([signal, this.#intervalChanged.signal]);
      await sleep(this.#intervalSeconds * 1_000, undefined, { signal: changed }).catch(() => {});
    }
  }

  /** One proxy after another; `tell` hears of each. */
  async check(signal: AbortSignal, tell: (done: number, of: number) => void = () => {}): Promise<readonly Checked[]> {
    const checked: Checked[] = [];
    for (const proxy of this.#proxies) {
      checked.push(await this.#through(proxy, signal));
      tell(checked.length, this.#proxies.length);
    }
    this.#last = { at: Date.now(), checked };
    return checked;
  }

  async #through(proxy: URL, signal: AbortSignal): Promise<Checked> {
    const began = performance.now();
    const answer = await fetchThrough(proxy, this.#target, signal);
    signal.throwIfAborted();
    const found = { proxy: proxy.host, works: answer === 'works', tookMs: Math.round(performance.now() - began) };
    return answer === 'works' ? found : { ...found, reason: answer };
  }
}

/** `works`, or why not; never rejects. */
function fetchThrough(proxy: URL, target: string, signal: AbortSignal): Promise<string> {
  return new Promise((resolve) => {
    const credentials = `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`;
    const options = {
      host: proxy.hostname,
      port: proxy.port || 80,
      path: target,
      headers: {
        Host: new URL(target).host,
        ...(proxy.username ? { 'Proxy-Authorization': `Basic ${Buffer.from(credentials).toString('base64')}` } : {}),
      },
      agent: false as const,
      signal: AbortSignal.any([signal, AbortSignal.timeout(CHECK_TIMEOUT_MS)]),
    };
    const asked = request(options, (response) => {
      response.resume();
      const status = response.statusCode ?? 0;
      resolve(status >= 200 && status < 400 ? 'works' : `HTTP ${status}`);
    });
    asked.on('error', (error: Error & { code?: string }) => resolve(error.code ?? error.message));
    asked.end();
  });
}

function required(name: string): string {
  const value = process.env[name];
  if (value) return value;
  process.stderr.write(`${name} is not set; see the head of this file.\n`);
  return process.exit(2);
}

function summary(checked: readonly Checked[]): JsonObject {
  return { working: checked.filter((one) => one.works).length, of: checked.length, proxies: [...checked] };
}

function makeAgent(checker: ProxyChecker, proxyList: string): CapsuleAgent {
  const agent = new CapsuleAgent({
    url: required('OPSTAGE_URL'),
    registrationToken: process.env.OPSTAGE_REGISTRATION_TOKEN,
    stateDir: required('OPSTAGE_AGENT_STATE'),
    service: {
      code: 'proxy-checker',
      name: 'Proxy checker',
      version: '1.0.0',
      description: 'Keeps checking which outgoing proxies work.',
    },
  });

  agent.health(() => {
    const { last } = checker;
    if (!last) return { status: 'UNKNOWN', message: 'no check is over yet' };
    const working = last.checked.filter((one) => one.works).length;
    const message = `${working} of ${last.checked.length} proxies work`;
    const details = { working, checked: last.checked.length, ageSeconds: Math.round(last.ageMs / 1_000) };
    if (last.ageMs > STALE_AFTER_CHECKS * checker.intervalSeconds * 1_000 + CHECK_TIMEOUT_MS * last.checked.length) {
      return { status: 'DOWN', message: 'checks have stopped', details };
    }
    const status = working === 0 ? 'DOWN' : working < last.checked.length ? 'DEGRADED' : 'UP';
    return { status, message, details };
  });

  agent.config(() => [
    {
      key: 'intervalSeconds',
      label: 'Seconds between checks',
      value: checker.intervalSeconds,
      defaultValue: INTERVAL_SECONDS_DEFAULT,
    },
    { key: 'target', label: 'Fetched through each proxy', value: required('PROXY_CHECK_URL'), source: 'env' },
    // Holds user names and passwords: operators see that it changed, never what it is.
    { key: 'proxies', label: 'Proxies', value: proxyList, sensitive: true, source: 'env' },
  ]);

  agent.action(
    { name: 'check-now', label: 'Check all proxies now', idempotent: true, cancellable: true, timeoutSeconds: 120 },
    async (_input, { signal, progress, log }) => {
      const checked = await checker.check(signal, (done, of) =>
        progress({ percent: (done * 100) / of, message: `${done} of ${of} checked` }),
      );
      log.info('checked on request', { proxies: checked.length });
      if (!checked.some((one) => one.works)) throw new ActionFailure('no proxy works', 'proxy-checker.none');
      return summary(checked);
    },
  );

  agent.action(
    {
      name: 'set-interval',
      label: 'Change how often proxies are checked',
      dangerLevel: 'MEDIUM',
      idempotent: true,
      inputSchema: {
        type: 'object',
        properties: { seconds: { type: 'integer', minimum: 1, maximum: 86_400 } },
        required: ['seconds'],
        additionalProperties: false,
      },
    },
    async (input) => {
      const before = checker.intervalSeconds;
      checker.intervalSeconds = Number(input.seconds);
      // The change is in the configuration's history at once, not at the next look.
      await agent.service('proxy-checker').refresh();
      return { before, now: checker.intervalSeconds };
    },
  );
  return agent;
}

async function main(): Promise<void> {
  const proxyList = required('PROXY_LIST');
  const proxies = proxyList.split(',').map((proxy) => new URL(proxy.trim()));
  const checker = new ProxyChecker(proxies, required('PROXY_CHECK_URL'));
  const agent = makeAgent(checker, proxyList);
  const working = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void agent.stop());
  await agent.start();
  void checker.run(working.signal);
  const end = await agent.ended;
  working.abort();
  process.exitCode = end.reason === 'stopped' ? 0 : 1;
}

try {
  await main();
} catch (error) {
  if (!(error instanceof AgentError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
