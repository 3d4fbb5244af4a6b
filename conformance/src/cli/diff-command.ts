/** `capsule-conformance diff <earlier.json> <later.json>`: what changed between two runs. */
import { Command } from 'commander';
import { subjectTitle } from '../report/outcome.ts';
import type { Paint } from '../report/paint.ts';
import { diffVerdicts, type RunDiff, verdictsOf } from '../report/run-diff.ts';
import type { RunReport } from '../runner/run-report.ts';
import { addOutputFlags, type OutputFlags, print } from './output-flags.ts';
import { readText } from './read-text.ts';
import { UsageError } from './usage-error.ts';

export function diffCommand(): Command {
  const command = new Command('diff')
    .description('shows what changed between two runs; exit code 1 when something fails that did not before')
    .argument('<earlier>', 'JSON report of the earlier run')
    .argument('<later>', 'JSON report of the later run')
    .addHelpText(
      'after',
      `
Examples:
  capsule-conformance diff main.json branch.json
  capsule-conformance diff main.json branch.json --json | jq .broken`,
    );
  return addOutputFlags(command).action((earlier: string, later: string) => {
    const flags = command.opts<OutputFlags>();
    const before = readReport(earlier);
    const after = readReport(later);
    if (before.subject.role !== after.subject.role) {
      throw new UsageError(`${earlier} judges an ${before.subject.role}, ${later} an ${after.subject.role}.`);
    }
    const diff = diffVerdicts(verdictsOf(before), verdictsOf(after));
    print(flags, diff, (paint) => diffText(diff, before, after, paint));
    process.exitCode = diff.broken.length > 0 ? 1 : 0;
  });
}

function readReport(file: string): RunReport {
  const text = readText('The report', file);
  let report: Partial<RunReport>;
  try {
    report = JSON.parse(text);
  } catch (cause) {
    throw new UsageError(
      `The report ${file} cannot be read as JSON: ${cause instanceof Error ? cause.message : cause}`,
    );
  }
  if (!Array.isArray(report?.requirements) || report.subject === undefined || report.contract === undefined) {
    throw new UsageError(`${file} is no report of capsule-conformance.`);
  }
  return report as RunReport;
}

function diffText(diff: RunDiff, before: RunReport, after: RunReport, paint: Paint): string {
  const about = (run: RunReport) =>
    `${subjectTitle(run)}, ${run.startedAt.slice(0, 16).replace('T', ' ')}, contract ${run.contract.version}, seed ${run.seed}${run.partial ? ', partial' : ''}`;
  const groups: [string, string[]][] = [
    [paint.red('fails now'), diff.broken.map((one) => `${one.check}: ${one.before}, now ${one.after}`)],
    [paint.green('mended'), diff.mended.map((one) => `${one.check}: ${one.before}, now ${one.after}`)],
    ['otherwise changed', diff.changed.map((one) => `${one.check}: ${one.before}, now ${one.after}`)],
    ['only in the later run', diff.added.map((one) => `${one.check}: ${one.verdict}`)],
    ['only in the earlier run', diff.removed.map((one) => `${one.check}: ${one.verdict}`)],
  ];
  const parts = groups
    .filter(([, lines]) => lines.length > 0)
    .map(([title, lines]) => [`${title} (${lines.length})`, ...lines.map((line) => `  ${line}`)].join('\n'));
  const head = `earlier  ${about(before)}\nlater    ${about(after)}`;
  return `${[head, ...parts, `${diff.same} checks came to the same verdict.`].join('\n\n')}\n`;
}
