/**
 * Runs a composite action as GitHub's runner does, expressions evaluated by GitHub's own library: inputs with their
 * defaults, the shell and its flags, `GITHUB_OUTPUT`, `GITHUB_STEP_SUMMARY`, steps left out after a failure unless their
 * condition says otherwise. Actions that a step uses are not fetched; what they would be given is recorded.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { data, Evaluator, Lexer, Parser } from '@actions/expressions';
import { parse } from 'yaml';
import type { Ended } from './packed-kit.ts';

interface Action {
  inputs: Record<string, { default?: string; required?: boolean }>;
  outputs: Record<string, { value: string }>;
  runs: { using: string; steps: Step[] };
}

interface Step {
  id?: string;
  if?: string;
  uses?: string;
  with?: Record<string, string>;
  shell?: string;
  env?: Record<string, string>;
  run?: string;
}

export interface ActionRun {
  outcome: 'success' | 'failure';
  outputs: Record<string, string>;
  /** What the actions that were used would have been given, by name. */
  used: Record<string, Record<string, string>>;
  summary: string;
  log: string;
}

type Execute = (command: string, args: readonly string[], variables: Record<string, string>) => Promise<Ended>;
type Known = { inputs: Record<string, string>; steps: Record<string, { outputs: Record<string, string> }> };

export async function runAction(path: string, given: Record<string, string>, execute: Execute): Promise<ActionRun> {
  const action: Action = parse(readFileSync(path, 'utf8'));
  const known: Known = { inputs: inputsOf(action, given), steps: {} };
  const ran: ActionRun = { outcome: 'success', outputs: {}, used: {}, summary: '', log: '' };
  const filled = (text: unknown) =>
    String(text).replaceAll(/\$\{\{(.*?)\}\}/gs, (_, expression) => evaluated(expression, known, ran));
  const filledAll = (texts: Record<string, string> = {}) =>
    Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, filled(text)]));
  for (const step of action.runs.steps) {
    const condition = step.if?.replace(/^\$\{\{(.*)\}\}$/s, '$1') ?? 'success()';
    if (evaluated(condition, known, ran) !== 'true') continue;
    if (step.uses !== undefined) {
      ran.used[step.uses.replace(/@.*/, '')] = filledAll(step.with);
      continue;
    }
    const folder = mkdtempSync(join(tmpdir(), 'capsule-action-'));
    const file = (name: string, text = '') => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    };
    try {
      const files = { GITHUB_OUTPUT: file('output'), GITHUB_STEP_SUMMARY: file('summary') };
      const script = file('script.sh', filled(step.run));
      if (step.shell !== 'bash') throw new Error(`A composite step must name its shell; this one names ${step.shell}.`);
      const flags = ['--noprofile', '--norc', '-e', '-o', 'pipefail', script];
      const { code, output } = await execute('bash', flags, { ...filledAll(step.env), ...files });
      ran.log += output;
      ran.summary += readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8');
      if (step.id !== undefined)
        known.steps[step.id] = { outputs: outputsOf(readFileSync(files.GITHUB_OUTPUT, 'utf8')) };
      if (code !== 0) ran.outcome = 'failure';
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  ran.outputs = filledAll(Object.fromEntries(Object.entries(action.outputs).map(([name, { value }]) => [name, value])));
  return ran;
}

function inputsOf({ inputs }: Action, given: Record<string, string>): Record<string, string> {
  const stray = Object.keys(given).find((name) => inputs[name] === undefined);
  if (stray !== undefined) throw new Error(`The action has no input ${stray}.`);
  return Object.fromEntries(
    Object.entries(inputs).map(([name, { default: standard = '', required }]) => {
      if (required && given[name] === undefined) throw new Error(`The action demands the input ${name}.`);
      return [name, given[name] ?? standard];
    }),
  );
}

function outputsOf(written: string): Record<string, string> {
  const lines = written.split('\n').filter((line) => line !== '');
  return Object.fromEntries(
    lines.map((line) => {
      const [, name, value] = /^([\w-]+)=(.*)$/.exec(line) ?? [];
      if (name === undefined) throw new Error(`GITHUB_OUTPUT has the line ${line}.`);
      return [name, value ?? ''];
    }),
  );
}

function evaluated(expression: string, known: Known, { outcome }: ActionRun): string {
  const status = (name: string, holds: boolean) => ({
    name,
    minArgs: 0,
    maxArgs: 0,
    call: () => new data.BooleanData(holds),
  });
  const functions = [
    status('always', true),
    status('success', outcome === 'success'),
    status('failure', outcome === 'failure'),
  ];
  const parsed = new Parser(new Lexer(expression.trim()).lex().tokens, ['inputs', 'steps'], functions).parse();
  const contexts = dictionary(known);
  return new Evaluator(parsed, contexts, new Map(functions.map((one) => [one.name, one]))).evaluate().coerceString();
}

function dictionary(value: object): data.Dictionary {
  const pairs = Object.entries(value).map(([key, one]) => ({
    key,
    value: typeof one === 'string' ? new data.StringData(one) : dictionary(one),
  }));
  return new data.Dictionary(...pairs);
}
