/**
 * What is seen while a run goes on. On a terminal one line that is rewritten; elsewhere a plain line per check that is
 * not fine and one for each quarter, so that a log of a CI job stays short.
 */
import type { RunProgress } from '../runner/run-report.ts';
import type { Paint } from './paint.ts';

export interface ProgressStream {
  isTTY?: boolean;
  columns?: number;
  write(text: string): unknown;
}

export function progressLines(stream: ProgressStream, paint: Paint): (progress: RunProgress) => void {
  const running = new Set<string>();
  let planned = 0;
  let ended = 0;
  let failed = 0;
  const live = () => {
    const waiting = [...running].slice(0, 3).join(', ');
    const line = `${ended}/${planned} checks${failed > 0 ? `, ${failed} failed` : ''}${waiting ? `  ${waiting}` : ''}`;
    stream.write(`\r\u001b[K${line.slice(0, (stream.columns ?? 80) - 1)}`);
  };
  return (progress) => {
    if (progress.kind === 'planned') planned = progress.checks;
    else if (progress.kind === 'started') running.add(progress.check);
    else {
      running.delete(progress.check);
      ended += 1;
      if (progress.verdict === 'failed') failed += 1;
      const notable = progress.verdict === 'failed' || progress.verdict === 'harness-error';
      if (notable) {
        stream.write(`${stream.isTTY ? '\r\u001b[K' : ''}${paint.red(progress.verdict)}  ${progress.check}\n`);
      }
      const quarter = Math.floor((ended * 4) / planned) > Math.floor(((ended - 1) * 4) / planned);
      if (!stream.isTTY && quarter) stream.write(`${ended}/${planned} checks\n`);
    }
    if (!stream.isTTY) return;
    if (ended === planned) stream.write('\r\u001b[K');
    else live();
  };
}
