/** `capsule-conformance replay FILE`: is it still so? 1 reproduced · 0 not reproduced · 2 a bad file · 3 could not be told. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { contract, requirements } from 'capsule-contract';
import { Command } from 'commander';
import schema from '../../replay-case.schema.json' with { type: 'json' };
import type { ReplayCase } from '../model/replay-case.ts';
import { curlLine } from '../report/curl-line.ts';
import { type ReplayOutcome, replayProgram } from '../runner/replay-program.ts';
import { addOpstageFlags, type OpstageFlags, opstageSubject } from './opstage-flags.ts';
import { addOutputFlags, type OutputFlags, print } from './output-flags.ts';
import { stopSignals } from './stop-signals.ts';
import { UsageError } from './usage-error.ts';

export function replayCommand(): Command {
  const command = new Command('replay')
    .description('executes the program of a replay file ten times and tells whether it still fails')
    .argument('<file>', 'as written by --replay-dir');
  return addOutputFlags(addOpstageFlags(command))
    .addHelpText('after', examples)
    .action(async (path: string) => {
      const file = readCase(path);
      const flags = command.opts<OpstageFlags & OutputFlags>();
      const subject = opstageSubject(flags, 'replay');
      const runId = randomBytes(4).toString('hex');
      const signal = stopSignals((text) => process.stderr.write(text));
      const outcome = await replayProgram(file, { ...subject, runId, signal });
      print(flags, outcome, () => told(file, outcome, subject.url));
      process.exitCode = exitCodeOf(outcome);
    });
}

const examples = `
Examples (the password of the owner is in CAPSULE_OWNER_PASSWORD):
  capsule-conformance replay replays/case.json --url http://127.0.0.1:8080 --owner admin
  capsule-conformance replay replays/case.json --url http://127.0.0.1:8080 --owner admin --start "node main.js"`;

function readCase(path: string): ReplayCase {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new UsageError(`${path} cannot be read as JSON: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
  const fits = new Ajv2020().compile(schema);
  if (!fits(content)) {
    const [issue] = fits.errors ?? [];
    throw new UsageError(`${path} is no replay file: ${issue?.instancePath || '/'} ${issue?.message ?? ''}`);
  }
  return content as unknown as ReplayCase;
}

function exitCodeOf(outcome: ReplayOutcome): number {
  if ('unfit' in outcome || outcome.executed === 0) return 3;
  return outcome.reproduced > 0 ? 1 : 0;
}

function told(file: ReplayCase, outcome: ReplayOutcome, url: string): string {
  const { requirement, violation } = file;
  const lines = [
    `${requirement}: ${requirements[requirement]?.sentence.en ?? 'a requirement this kit does not know'}`,
    `expected ${violation.operation} at the end: ${violation.expected}; got ${violation.actual}`,
  ];
  if (file.contract.hash !== contract.hash) {
    lines.push(`The file was written against another text of the contract (${file.contract.version}).`);
  }
  if ('unfit' in outcome) return [...lines, `could not be replayed: ${outcome.unfit}`, ''].join('\n');
  const { reproduced, executed, others, exchange } = outcome;
  if (executed === 0) lines.push('could not be replayed: the Opstage was slower than the durations it counts');
  else lines.push(reproduced > 0 ? `reproduced ${reproduced}/${executed}` : `not reproduced in ${executed} executions`);
  for (const message of exchange) {
    const { lane, request, response, failure } = message;
    lines.push(`  ${lane}: ${request.method} ${request.target} ${request.body}`);
    lines.push(`    → ${response === null ? failure : `${response.status} ${response.body}`}`);
    lines.push(`    ${curlLine(url, message)}`);
  }
  for (const other of others) lines.push(`also wrong: ${other}`);
  return `${lines.join('\n')}\n`;
}
