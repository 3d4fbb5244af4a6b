/** The report as text for people: failures in full, everything else in a line, the count at the end. */
import type { ReportMessage, RunReport, Verdict } from '../runner/run-report.ts';
import { curlLine } from './curl-line.ts';
import { indented } from './indented.ts';
import {
  checksByReason,
  countsText,
  failuresToTell,
  outcomeOf,
  partialReasons,
  staleEntries,
  subjectTitle,
  type ToldFailure,
  verdictSigns,
} from './outcome.ts';
import type { Paint } from './paint.ts';
import { printable } from './printable.ts';
import { wrapped } from './wrapped.ts';

/** Bodies longer than this are cut on the terminal; the JSON and HTML reports have more of them. */
const bodyCharactersMax = 600;

export function consoleReport(raw: RunReport, paint: Paint, columns = 100): string {
  const page = new Page(printable(raw), paint, Math.max(40, Math.min(columns, 120)));
  return `${page.parts().join('\n\n')}\n`;
}

class Page {
  readonly #report: RunReport;
  readonly #paint: Paint;
  readonly #columns: number;

  constructor(report: RunReport, paint: Paint, columns: number) {
    this.#report = report;
    this.#paint = paint;
    this.#columns = columns;
  }

  parts(): string[] {
    const report = this.#report;
    return [
      ...failuresToTell(report).map((told) => this.#failure(told)),
      ...this.#unfit(),
      ...this.#reasons('harness-error'),
      ...(report.unfit ? [] : [...this.#reasons('could-not-run'), ...this.#reasons('not-applicable')]),
      ...this.#knownFailures(),
      ...this.#unstable(),
      ...this.#notChecked(),
      this.#summary(),
    ];
  }

  /** In this order: requirement and level, sentence, expected, actual, exchange, curl, replay, who else met it. */
  #failure({ requirement, check, explains }: ToldFailure): string {
    const paint = this.#paint;
    const { failure } = check;
    const lines = [
      `${paint.red('✗')} ${paint.bold(requirement.id)} ${paint.dim(`(${requirement.level}, check ${check.id})`)}`,
      this.#prose(requirement.sentence, 2),
      '',
      this.#field('check', check.title),
    ];
    if (!failure) return lines.join('\n');
    lines.push(
      this.#field('expected', failure.expected, paint.green),
      this.#field('actual', failure.actual, paint.red),
      '',
      ...failure.exchange.flatMap((message) => this.#message(message)),
      ...[...new Set(failure.notes)].flatMap((note) =>
        this.#prose(note, 2)
          .split('\n')
          .map((line) => paint.dim(line)),
      ),
    );
    const { url } = this.#report.subject;
    if (url !== null && failure.exchange.length > 0) {
      lines.push('', ...failure.exchange.map((message) => `  ${paint.dim(curlLine(url, message))}`));
    }
    lines.push('', `  replay    ${failure.replay}`);
    if (explains.length > 0) lines.push(this.#field('explains', explains.join(', '), paint.dim));
    return lines.join('\n');
  }

  #message({ number, lane, request, response, failure }: ReportMessage): string[] {
    const answer = response ? `← ${response.status} ${cut(response.body)}` : `← ${failure}`;
    return [
      `  [${number}] ${lane}: ${request.method} ${request.target}`,
      ...(request.body === '' ? [] : [indented(`→ ${cut(request.body)}`, 6)]),
      indented(answer, 6),
    ];
  }

  #unfit(): string[] {
    const { unfit, subject } = this.#report;
    if (!unfit) return [];
    const role = subject.role === 'opstage' ? 'Opstage' : 'agent';
    const advice = `capsule-conformance doctor ${subject.role} with the same options looks at it step by step.`;
    return [`${this.#paint.red('✗')} The ${role} cannot be judged: ${unfit.reason}\n${this.#prose(advice, 2)}`];
  }

  #reasons(verdict: Verdict): string[] {
    const word = verdict === 'harness-error' ? 'HARNESS ERROR' : verdictSigns[verdict].word;
    return checksByReason(this.#report, verdict).map(
      ({ reason, ids }) => `${this.#paint.yellow(word)}: ${reason}\n${this.#prose(ids.join(', '), 2)}`,
    );
  }

  #knownFailures(): string[] {
    const known = this.#report.knownFailures.filter(({ state }) => state === 'fails');
    const stale = staleEntries(this.#report);
    const parts: string[] = [];
    if (known.length > 0) {
      const lines = known.map(({ check, reason, link, expires }) =>
        this.#prose(`${check}: ${reason}${link === null ? '' : ` (${link})`}, until ${expires}`, 2),
      );
      parts.push([`${this.#paint.yellow('known failures')}, not counted against this run:`, ...lines].join('\n'));
    }
    if (stale.length > 0) {
      const lines = stale.map(({ check, why }) => this.#prose(`${check}: ${why}`, 2));
      parts.push([`${this.#paint.red('✗')} entries of the known failures that do not hold:`, ...lines].join('\n'));
    }
    return parts;
  }

  #unstable(): string[] {
    if (this.#report.unstable.length === 0) return [];
    const lines = this.#report.unstable.map(({ check, verdicts }) =>
      this.#prose(`${check}: ${verdicts.join(', ')}`, 2),
    );
    return [[`${this.#paint.yellow('unstable')}, not the same verdict every time:`, ...lines].join('\n')];
  }

  #notChecked(): string[] {
    const { unchecked, partial } = this.#report;
    return unchecked.length === 0 || partial ? [] : [this.#prose(`No check yet for: ${unchecked.join(', ')}`, 0)];
  }

  #summary(): string {
    const report = this.#report;
    const { planned, emitted, evidence } = report.checks;
    const { runs } = report;
    const outcome = outcomeOf(report);
    const colour = { good: this.#paint.green, bad: this.#paint.red, open: this.#paint.yellow }[outcome.tone];
    const repeated = runs.length > 1 ? `, ${runs.length} runs (seeds ${runs.map(({ seed }) => seed).join(', ')})` : '';
    const seconds = (report.durationMs / 1000).toFixed(1);
    const lines = [
      `${report.subject.role} ${subjectTitle(report)}, contract ${report.contract.version}, seed ${report.seed}${repeated}`,
      ...(report.partial ? [`partial run: ${partialReasons(report).join('; ')}`] : []),
      `checks: ${planned} planned, ${emitted} judged, ${evidence} messages in evidence; ${seconds} s`,
    ];
    const counts = this.#prose(`requirements: ${countsText(report)}`, 0).split('\n');
    return [
      ...lines.map((line) => this.#prose(line, 0)),
      ...counts.map((line) => colour(line)),
      colour(this.#paint.bold(outcome.sentence)),
    ].join('\n');
  }

  #field(label: string, text: string, colour: (text: string) => string = (plain) => plain): string {
    const [first = '', ...rest] = wrapped(text, this.#columns - 12).split('\n');
    return [`  ${label.padEnd(10)}${colour(first)}`, ...rest.map((line) => `${' '.repeat(12)}${colour(line)}`)].join(
      '\n',
    );
  }

  #prose(text: string, margin: number): string {
    return indented(wrapped(text, this.#columns - margin), margin);
  }
}

function cut(body: string): string {
  return body.length <= bodyCharactersMax ? body : `${body.slice(0, bodyCharactersMax)}… (${body.length} characters)`;
}
