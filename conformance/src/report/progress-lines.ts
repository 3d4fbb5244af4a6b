/**
 * What is seen while a run goes on. On a terminal one line that is rewritten (how far, how long, what runs); elsewhere a
 * plain line per check that is not fine and one for each quarter, so that the log of a CI job stays short. The first
 * failure is told at once with what was expected and what came: it is often all one needs to stop and mend.
 */
import type { CheckReport, RunProgress } from '../runner/run-report.ts';
import { indented } from './indented.ts';
import type { Paint } from './paint.ts';
import { printable } from './printable.ts';
import { wrapped } from './wrapped.ts';

export interface ProgressStream {
  isTTY?: boolean;
  columns?: number;
  write(text: string): unknown;
}

export interface ProgressClock {
  nowMs(): number;
  /** Calls back again and again; the answer ends it. */
  every(intervalMs: number, call: () => void): () => void;
}

const machineClock: ProgressClock = {
  nowMs: () => performance.now(),
  every: (intervalMs, call) => {
    const timer = setInterval(call, intervalMs).unref();
    return () => clearInterval(timer);
  },
};

const clearLine = '\r\u001b[K';
const redrawMs = 200;
/** An expected or actual text longer than this is cut here; the report has it whole. */
const charactersMax = 400;

export function progressLines(
  stream: ProgressStream,
  paint: Paint,
  clock: ProgressClock = machineClock,
): (progress: RunProgress) => void {
  const running = new Set<string>();
  const beganAtMs = clock.nowMs();
  let silent = false;
  let planned = 0;
  let ended = 0;
  let failed = 0;
  let told = false;
  let stopRedrawing: (() => void) | null = null;

  const redraw = () => {
    const seconds = ((clock.nowMs() - beganAtMs) / 1000).toFixed(0);
    const failures = failed > 0 ? `  ${failed} failed` : '';
    const head = `${ended}/${planned} checks  ${seconds} s${failures}`;
    const names = [...running].join(', ');
    const room = (stream.columns || 80) - 1 - head.length;
    const tail = names === '' || room < 8 ? '' : cut(`  ${names}`, room);
    stream.write(clearLine + (failed > 0 ? paint.red(head) : head) + paint.dim(tail));
  };
  const tell = (text: string) => stream.write(`${stream.isTTY ? clearLine : ''}${text}\n`);
  const finish = () => {
    stopRedrawing?.();
    stopRedrawing = null;
    if (stream.isTTY) stream.write(clearLine);
  };

  return (progress) => {
    if (progress.kind === 'found') {
      // Nothing will be judged: the report says why, once.
      silent = progress.unfit !== null;
      return;
    }
    if (silent) return;
    if (progress.kind === 'planned') {
      planned = progress.checks;
      ended = 0;
      if (stream.isTTY) stopRedrawing ??= clock.every(redrawMs, redraw);
    } else if (progress.kind === 'started') {
      running.add(progress.check);
    } else {
      running.delete(progress.check);
      ended += 1;
      if (progress.verdict === 'failed') failed += 1;
      if (progress.verdict === 'failed' || progress.verdict === 'harness-error') {
        tell(`${paint.red(`✗ ${progress.verdict}`)}  ${progress.check}`);
        if (!told && progress.report.failure)
          tell(firstFailure(printable(progress.report.failure), paint, stream.columns || 100));
        told ||= progress.verdict === 'failed';
      }
      const quarter = Math.floor((ended * 4) / planned) > Math.floor(((ended - 1) * 4) / planned);
      if (!stream.isTTY && quarter) tell(`${ended}/${planned} checks`);
      if (ended === planned) return finish();
    }
    if (stream.isTTY) redraw();
  };
}

function firstFailure(failure: NonNullable<CheckReport['failure']>, paint: Paint, columns: number): string {
  const line = (label: string, text: string) =>
    indented(wrapped(`${label}${cut(text, charactersMax)}`, columns - 12), 10).replace(/^ {10}/, '  ');
  return [line(`${paint.dim('expected')} `, failure.expected), line(`${paint.dim('actual')}   `, failure.actual)].join(
    '\n',
  );
}

function cut(text: string, charactersMax: number): string {
  return text.length <= charactersMax ? text : `${text.slice(0, Math.max(0, charactersMax - 1))}…`;
}
