/** The reference Opstage as a process, and what a benchmark asks of its API. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type RunningProgram, startProgram, written } from './child-process.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
export const ownerName = 'admin';
export const ownerPassword = 'benchmarks are no secret';

export interface Opstage {
  url: string;
  program: RunningProgram;
  /** Headers of a signed-in owner. */
  owner: Record<string, string>;
  call<T = unknown>(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<T>;
}

export async function startOpstage(data: string, settings: Record<string, string> = {}): Promise<Opstage> {
  const program = startProgram([join(root, 'reference-opstage/src/main.ts')], {
    OPSTAGE_DATA: data,
    OPSTAGE_PORT: '0',
    OPSTAGE_OWNER_PASSWORD: ownerPassword,
    OPSTAGE_LOG_LEVEL: 'warn',
    ...settings,
  });
  const url = await written(program, /opstage listening on (\S+)/);
  const response = await fetch(`${url}/api/admin/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: ownerName, password: ownerPassword }),
  });
  const { data: session } = (await response.json()) as { data: { csrfToken: string } };
  const owner = {
    cookie: response.headers.get('set-cookie')?.split(';')[0] ?? '',
    'x-csrf-token': session.csrfToken,
  };
  return {
    url,
    program,
    owner,
    async call<T>(method: string, path: string, body?: unknown, headers: Record<string, string> = owner): Promise<T> {
      const content = body === undefined ? {} : { body: JSON.stringify(body) };
      const answer = await fetch(`${url}${path}`, {
        method,
        headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
        ...content,
      });
      const text = await answer.text();
      if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text.slice(0, 300)}`);
      return (JSON.parse(text) as { data: T }).data;
    },
  };
}

/** A server of the same kind that does nothing: what the machine and the HTTP library allow. */
export async function startNoOp(): Promise<{ url: string; program: RunningProgram }> {
  const program = startProgram([fileURLToPath(new URL('no-op-server.ts', import.meta.url))]);
  return { url: await written(program, /listening on (\S+)/), program };
}
