/**
 * The report as JUnit XML: a suite per requirement, so that its id, level and area can stand in the suite's properties
 * (no JUnit schema allows properties in a test case), and a test case per check.
 *
 * Kept within what the Jenkins schema and the older Ant schema have in common: no `skipped` count, empty output
 * elements, a time stamp without a zone. A failure is a `failure`; could-not-run and harness-error are an `error`, so
 * that no tool reads them as green; not applicable and known failures are `skipped`, with the reason.
 */
import type { CheckReport, RequirementReport, RunReport } from '../runner/run-report.ts';
import { failureText } from './failure-text.ts';
import { type Content, element, type Markup } from './markup.ts';
import { knownFailureOf, partialReasons, staleEntries, subjectTitle } from './outcome.ts';
import { printable } from './printable.ts';

interface TestCase {
  name: string;
  durationMs: number;
  outcome: { element: 'failure' | 'error' | 'skipped'; message: string; type: string; text: string } | null;
}

export function junitReport(raw: RunReport): string {
  const report = printable(raw);
  const suites = [
    { name: 'run', properties: runProperties(report), cases: runCases(report) },
    ...report.requirements.map((requirement) => ({
      name: requirement.id,
      properties: requirementProperties(requirement),
      cases: requirement.checks.map((check) => testCase(report, requirement, check)),
    })),
  ];
  const markup = suites.map((suite, index) => suiteElement(report, suite, index));
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('testsuites', {}, '\n', ...markup, '').markup}\n`;
}

function suiteElement(
  report: RunReport,
  suite: { name: string; properties: [string, string][]; cases: TestCase[] },
  index: number,
): Markup {
  const { cases } = suite;
  const count = (kind: string) => cases.filter(({ outcome }) => outcome?.element === kind).length;
  const durationMs = cases.reduce((sum, one) => sum + one.durationMs, 0);
  const attributes = {
    id: index,
    name: suite.name,
    package: `capsule.${report.subject.role}`,
    timestamp: report.startedAt.slice(0, 19),
    hostname: 'localhost',
    tests: cases.length,
    failures: count('failure'),
    errors: count('error'),
    time: seconds(durationMs),
  };
  const properties = suite.properties.map(([name, value]) => element('property', { name, value }));
  const content: Content[] = [
    element('properties', {}, ...properties),
    ...cases.flatMap((one) => ['\n', caseElement(report, suite.name, one)]),
    '\n',
    element('system-out', {}),
    element('system-err', {}),
  ];
  return { markup: `${element('testsuite', attributes, ...content).markup}\n` };
}

function caseElement(report: RunReport, suite: string, { name, durationMs, outcome }: TestCase): Markup {
  const classname = `capsule.${report.subject.role}.${suite}`;
  const attributes = { name, classname, time: seconds(durationMs) };
  if (outcome === null) return element('testcase', attributes);
  const { message, type, text } = outcome;
  // A skipped element has no attributes in the strict schema; its reason is its text.
  const inner =
    outcome.element === 'skipped'
      ? element('skipped', {}, text === '' ? message : `${message}\n\n${text}`)
      : element(outcome.element, { message: message.replaceAll(/\s+/g, ' '), type }, text);
  return element('testcase', attributes, inner);
}

function testCase(report: RunReport, requirement: RequirementReport, check: CheckReport): TestCase {
  const { id: name, durationMs, verdict } = check;
  const because = (kind: 'error' | 'skipped', message: string, text = ''): TestCase => ({
    name,
    durationMs,
    outcome: { element: kind, message, type: verdict, text },
  });
  if (verdict === 'passed') return { name, durationMs, outcome: null };
  if (verdict === 'not-applicable') return because('skipped', check.reason ?? '');
  if (verdict !== 'failed') return because('error', check.reason ?? '', check.reason ?? '');
  const text = failureText(report, requirement, check);
  const known = knownFailureOf(report, check.id);
  if (known) return because('skipped', `known failure until ${known.expires}: ${known.reason}`, text);
  const message = `expected ${check.failure?.expected ?? ''}; actual ${check.failure?.actual ?? ''}`;
  return { name, durationMs, outcome: { element: 'failure', message, type: verdict, text } };
}

/** The run itself is a test case: green when every planned check gave a verdict and the run was not cut short. */
function runCases(report: RunReport): TestCase[] {
  const { planned, emitted } = report.checks;
  const broken =
    report.unfit?.reason ??
    report.interrupted ??
    (planned === emitted && planned > 0 ? null : `${planned} checks planned, ${emitted} judged`);
  const whole: TestCase = {
    name: 'every planned check was judged',
    durationMs: report.durationMs,
    outcome: broken === null ? null : { element: 'error', message: broken, type: 'incomplete', text: broken },
  };
  const stale = staleEntries(report).map(
    ({ check, why }): TestCase => ({
      name: `known failure ${check}`,
      durationMs: 0,
      outcome: { element: 'failure', message: why, type: 'stale-known-failure', text: why },
    }),
  );
  return [whole, ...stale];
}

function runProperties(report: RunReport): [string, string][] {
  const { kit, contract, subject, seed, command, exitCode } = report;
  return [
    ['kit', `${kit.name} ${kit.version}`],
    ['contract', `${contract.version} ${contract.hash}`],
    ['role', subject.role],
    ['subject', subjectTitle(report)],
    ['profiles', subject.profiles.join(' ')],
    ['seed', seed],
    ['command', command],
    ['partial', partialReasons(report).join('; ') || 'no'],
    ['exit-code', String(exitCode)],
  ];
}

function requirementProperties({ id, level, area, profile, sentence, verdict }: RequirementReport): [string, string][] {
  return [
    ['requirement', id],
    ['level', level],
    ['area', area],
    ['profile', profile],
    ['sentence', sentence],
    ['verdict', verdict],
  ];
}

function seconds(durationMs: number): string {
  return (durationMs / 1000).toFixed(3);
}
