/** The lifecycles agree with the types they describe, with the audit matrix and with the error catalogue. */
import { describe, expect, test } from 'vitest';
import type { StateLifecycle } from '../contract-tables.ts';
import { messages, operations } from '../index.ts';
import { auditMatrix, errors, eventTypes, lifecycles, limits, requirements, typeSchema } from './catalogue-files.ts';

const machines = Object.entries(lifecycles).filter(
  (entry): entry is [string, StateLifecycle] => entry[1].kind === 'states',
);
const enumOf = (type: string) => new Set(typeSchema(type).enum as string[]);
const states = (lifecycle: { states: readonly { name: string }[] }) =>
  new Set(lifecycle.states.map(({ name }) => name));

/** Every audit action that an operation can write, items included. */
function actionsOf(operation: keyof typeof auditMatrix.operations): string[] {
  const outcomes = auditMatrix.operations[operation];
  const items = outcomes.flatMap((outcome) => (outcome.items ?? []).flatMap((name) => auditMatrix.items[name] ?? []));
  return [...outcomes, ...items].flatMap(({ events }) => events.map(({ action }) => action));
}

function actionsOfTimer(limit: string): string[] {
  const timers = auditMatrix.timers.filter((timer) => timer.limit === limit);
  const items = timers.flatMap((timer) => (timer.items ?? []).flatMap((name) => auditMatrix.items[name] ?? []));
  return [...timers, ...items].flatMap(({ events }) => events.map(({ action }) => action));
}

test('the states are those of the types', () => {
  expect(states(lifecycles.agent)).toEqual(enumOf('AgentStatus'));
  expect(states(lifecycles.registrationToken)).toEqual(enumOf('RegistrationTokenStatus'));
  expect(states(lifecycles.command)).toEqual(enumOf('CommandStatus'));
  expect(states(lifecycles.serviceEffectiveStatus)).toEqual(enumOf('EffectiveStatus'));
});

describe.each(machines)('%s', (_name, machine) => {
  const names = states(machine);
  const places = machine.transitions.map((it) => ({
    ...it,
    place: `${it.from.join('|')} → ${it.to}: ${it.trigger.en}`,
  }));

  test('comes into being in an initial state, and leaves no final one', () => {
    const initial = machine.states.filter((state) => state.initial).map(({ name }) => name);
    const final = new Set(machine.states.filter((state) => state.final).map(({ name }) => name));
    const born = machine.transitions.filter(({ from }) => from.length === 0).map(({ to }) => to);
    expect(new Set(born)).toEqual(new Set(initial));
    expect(machine.transitions.filter(({ from }) => from.some((state) => final.has(state)))).toEqual([]);
  });

  test('reaches every state, from states it has', () => {
    const reached = new Set(machine.transitions.filter(({ from }) => from.length === 0).map(({ to }) => to));
    for (let size = -1; size !== reached.size; ) {
      size = reached.size;
      for (const { from, to } of machine.transitions) if (from.some((state) => reached.has(state))) reached.add(to);
    }
    expect(reached).toEqual(names);
    for (const { from, place } of places) for (const state of from) expect(names, place).toContain(state);
  });

  test('names causes, requirements and events that exist', () => {
    const knownRequirements = requirements.map(({ id }) => id);
    const knownEvents = eventTypes.map(({ type }) => type);
    for (const { by, event, requirements: rules, place } of places) {
      if (by.operation) expect(Object.keys(operations), place).toContain(by.operation);
      if (by.message) expect(Object.keys(messages), place).toContain(by.message);
      if (by.timer)
        expect(
          limits.map(({ name }) => name),
          place,
        ).toContain(by.timer);
      if (event) expect(knownEvents, place).toContain(event);
      for (const rule of rules) expect(knownRequirements, place).toContain(rule);
    }
  });

  test('writes the audit events that the matrix gives its causes', () => {
    for (const { by, audit, actor, place } of places) {
      if (audit === null) continue;
      const written = by.operation ? actionsOf(by.operation) : actionsOfTimer(by.timer ?? '');
      expect(written, place).toContain(audit);
      expect(actor === 'system', place).toBe(by.timer !== undefined);
    }
  });

  test('answers what is illegal with a code that the operation has, in states that exist', () => {
    for (const { operation, states: where, error, status } of machine.illegal) {
      const place = `${operation} in ${where.join('|')}`;
      for (const state of where) expect(names, place).toContain(state);
      expect(errors.find(({ code }) => code === error)?.statuses, place).toContain(status);
      expect(operations[operation].errors, place).toContainEqual({ code: error, status });
    }
  });

  test('never allows and forbids one operation in one state', () => {
    // Registration is judged by several lifecycles at once, and a late or repeated result is decided by its content.
    const decidedByContent = new Set(['agentRegister', 'commandResult', 'commandAck', 'agentHeartbeat']);
    for (const { by, from, place } of places) {
      if (by.operation === undefined || decidedByContent.has(by.operation)) continue;
      const forbidden = machine.illegal
        .filter(({ operation }) => operation === by.operation)
        .flatMap((it) => it.states);
      expect(
        from.filter((state) => forbidden.includes(state)),
        place,
      ).toEqual([]);
    }
  });
});

test('a command ends with its outcome known or unknown, said at every final transition', () => {
  const final = new Set(lifecycles.command.states.filter((state) => state.final).map(({ name }) => name));
  for (const { to, outcomeKnown, trigger } of lifecycles.command.transitions) {
    expect(outcomeKnown !== undefined, trigger.en).toBe(final.has(to));
  }
});

test('a service has exactly one effective status in every situation', () => {
  const { rows } = lifecycles.serviceEffectiveStatus;
  for (const agentStatus of lifecycles.agent.states.map(({ name }) => name)) {
    for (const healthAge of ['never', 'overdue', 'current'] as const) {
      for (const healthStatus of enumOf('HealthStatus')) {
        const holding = rows.filter(
          ({ when }) =>
            (when.agentStatus as readonly string[] | undefined)?.includes(agentStatus) !== false &&
            (when.healthAge ?? healthAge) === healthAge &&
            (when.healthStatus as readonly string[] | undefined)?.includes(healthStatus) !== false,
        );
        expect(holding, `${agentStatus} ${healthAge} ${healthStatus}`).toHaveLength(1);
      }
    }
  }
});
