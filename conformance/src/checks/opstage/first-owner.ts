/** Contract, section 8: an Opstage without a configured owner password does not start, so there is none to guess. */
import { randomBytes } from 'node:crypto';
import { parseCommandLine } from '../../target/command-line.ts';
import { freePort } from '../../target/free-port.ts';
import { HttpClient, TransportFailure } from '../../target/http-client.ts';
import { makeScratchFolder, removeScratchFolder } from '../../target/scratch-folder.ts';
import { SubjectProcess } from '../../target/subject-process.ts';
import { type OpstageCheck, opstageCheck } from '../check.ts';
import type { OpstageTrial } from '../opstage-trial.ts';

const credential = {
  requirement: 'no-default-credential',
  sentence: 'On an empty database Opstage MUST refuse to start without a configured owner password.',
} as const;

const variables = ['OPSTAGE_PORT', 'OPSTAGE_DATA', 'OPSTAGE_OWNER_PASSWORD'] as const;
const ceilingMs = 20_000;
const stopGraceMs = 5_000;

export const firstOwnerChecks: OpstageCheck[] = [
  opstageCheck({
    ...credential,
    id: 'no-default-credential',
    since: 'standard',
    title: 'on an empty database an Opstage without an owner password ends instead of starting',
    how: 'Starts the subject a second time on a free port and an empty folder (OPSTAGE_PORT, OPSTAGE_DATA), once with OPSTAGE_OWNER_PASSWORD, without it and with an empty one. Expects the first to answer and the others to end with an error.',
    needs: ['start'],
    long: true,
    async run(t) {
      const { command } = t.subject.process ?? t.couldNotRun('the kit did not start the Opstage');
      const fixed = variables.filter((name) => name in parseCommandLine(command).env);
      if (fixed.length > 0)
        t.couldNotRun(`the start command sets ${fixed.join(', ')} itself; give them in the environment`);
      const answering = await tryStart(t, command, randomBytes(18).toString('base64url'));
      const control = answering.message;
      if (control === null) {
        return t.couldNotRun(`a second instance does not answer by ${variables.join(', ')}${answering.output}`);
      }
      for (const password of [undefined, '']) {
        const what = password === undefined ? 'without an owner password' : 'with an empty owner password';
        const { message, exit, output } = await tryStart(t, command, password);
        t.that(`no answer ${what}`, message === null, 'it answers', message ?? control);
        const ended = exit !== null && exit !== 0;
        t.that(
          `the program to end with an error ${what}`,
          ended,
          `${exit === null ? 'it runs' : `exit code ${exit}`}${output}`,
          control,
        );
      }
    },
  }),
];

interface Attempt {
  /** The message of its first answer; null when none came. */
  message: number | null;
  /** Its exit code; null while it runs, or when a signal ended it. */
  exit: number | null;
  output: string;
}

async function tryStart(t: OpstageTrial, command: string, password: string | undefined): Promise<Attempt> {
  const folder = makeScratchFolder('first-owner');
  const port = await freePort();
  const client = new HttpClient(`http://${new URL(t.subject.url).hostname}:${port}`);
  const process = SubjectProcess.start(command, {
    OPSTAGE_PORT: String(port),
    OPSTAGE_DATA: folder,
    OPSTAGE_OWNER_PASSWORD: password,
  });
  try {
    const deadline = performance.now() + ceilingMs;
    let message: number | null = null;
    while (process.running && message === null && performance.now() < deadline) {
      await t.pause(50);
      message = await healthOf(t, client);
    }
    const last = process.output.trim().split('\n').at(-1) ?? '';
    return { message, exit: process.exit?.code ?? null, output: last === '' ? '' : `; its last output: ${last}` };
  } finally {
    await process.stop(stopGraceMs);
    await client.close();
    await removeScratchFolder(folder);
  }
}

/** Asks once; what stays unanswered is not worth a message. */
async function healthOf(t: OpstageTrial, client: HttpClient): Promise<number | null> {
  const { signal, transcript } = t;
  try {
    const request = {
      method: 'GET',
      target: '/api/system/health',
      lane: 'second instance',
      operationId: 'systemHealth',
      timeoutMs: 2_000,
      signal,
    };
    return (await client.exchange(request, transcript)).message;
  } catch (thrown) {
    if (thrown instanceof TransportFailure) return null;
    throw thrown;
  }
}
