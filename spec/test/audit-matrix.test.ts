/** The audit matrix can be executed: every operation is in it, and every event it promises is one the actions allow. */
import { describe, expect, test } from 'vitest';
import type { AuditMatrixEvent, AuditOutcome } from '../contract-tables.ts';
import { messages, operations } from '../index.ts';
import { auditActions, auditMatrix, limits } from './catalogue-files.ts';

const actions = new Map<string, (typeof auditActions)[number]>(auditActions.map((entry) => [entry.action, entry]));
const outcomesByPlace: [string, readonly AuditOutcome[]][] = [
  ...Object.entries(auditMatrix.common),
  ...Object.entries(auditMatrix.items),
  ...Object.entries(auditMatrix.operations),
];
const events: AuditMatrixEvent[] = [
  ...outcomesByPlace.flatMap(([, outcomes]) => outcomes.flatMap((outcome) => outcome.events)),
  ...auditMatrix.timers.flatMap((timer) => timer.events),
];

describe('the audit matrix', () => {
  test('holds every operation, and each one says what a success writes', () => {
    expect(Object.keys(auditMatrix.operations).sort()).toEqual(Object.keys(operations).sort());
    for (const [operation, outcomes] of Object.entries(auditMatrix.operations)) {
      expect(
        outcomes.map(({ answer }) => answer),
        operation,
      ).toContain('SUCCESS');
    }
  });

  test.each(outcomesByPlace)('%s has outcomes with names of their own', (_place, outcomes) => {
    const names = outcomes.map(({ outcome }) => outcome);
    expect(new Set(names).size).toBe(names.length);
  });

  test('writes only what the action, its actors, results and targets allow', () => {
    for (const event of events) {
      const action = actions.get(event.action);
      const place = JSON.stringify(event);
      expect(action, place).toBeDefined();
      expect(action?.results, place).toContain(event.result);
      expect(action?.actors, place).toContain(event.actor);
      expect([action?.target].flat(), place).toContain(event.target);
    }
  });

  test('uses every action, result and actor that the actions list', () => {
    const listed = auditActions.flatMap(({ action, results, actors }) => [
      ...results.map((result) => `${action} ${result}`),
      ...actors.map((actor) => `${action} ${actor}`),
    ]);
    const written = events.flatMap(({ action, result, actor }) => [`${action} ${result}`, `${action} ${actor}`]);
    expect(new Set(written)).toEqual(new Set(listed));
  });

  test('records a refusal as refused and a success as a success', () => {
    const judged = [...Object.values(auditMatrix.operations), ...Object.values(auditMatrix.common)].flat();
    for (const { outcome, answer, events: written } of judged) {
      const result = answer === 'SUCCESS' ? 'SUCCESS' : 'REFUSED';
      for (const event of written) expect(event.result, `${outcome} ${event.action}`).toBe(result);
    }
  });

  test('refuses only with codes that the operation can answer', () => {
    for (const operation of Object.values(operations)) {
      const codes: string[] = operation.errors.map(({ code }) => code);
      for (const { answer } of auditMatrix.operations[operation.operationId]) {
        if (answer !== 'SUCCESS') expect(codes, operation.operationId).toContain(answer);
      }
    }
  });

  test('knows every 403 and 409 that an operator can be refused with', () => {
    const common = auditMatrix.common.operator.map(({ answer }) => answer as string);
    for (const operation of Object.values(operations).filter(({ auth }) => auth === 'operator')) {
      const own = auditMatrix.operations[operation.operationId].map(({ answer }) => answer as string);
      const refused = operation.errors.filter(({ status }) => status === 403 || status === 409);
      for (const { code } of refused) expect([...common, ...own], operation.operationId).toContain(code);
    }
  });

  test('writes nothing for a safe operation but exports', () => {
    for (const operation of Object.values(operations).filter(({ mutating }) => !mutating)) {
      const written = auditMatrix.operations[operation.operationId].flatMap((outcome) => outcome.events);
      const allowed = operation.operationId === 'auditExport' ? ['audit.exported'] : [];
      expect(
        written.map(({ action }) => action),
        operation.operationId,
      ).toEqual(allowed);
    }
  });

  test('names item tables, twins and limits that exist, and uses every table', () => {
    const users = [...Object.values(auditMatrix.operations).flat(), ...auditMatrix.timers];
    const used = new Set(users.flatMap(({ items }) => items ?? []));
    expect(used).toEqual(new Set(Object.keys(auditMatrix.items)));
    const twins = Object.values(messages).filter(
      ({ httpTwin, direction }) => httpTwin && direction !== 'opstage-to-agent',
    );
    expect(auditMatrix.messages).toEqual(Object.fromEntries(twins.map(({ type, httpTwin }) => [type, httpTwin])));
    const names: (string | null)[] = [null, ...limits.map(({ name }) => name)];
    for (const { timer, limit } of auditMatrix.timers) expect(names, timer).toContain(limit);
  });
});
