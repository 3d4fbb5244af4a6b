/** `capsule-conformance replay FILE`: is it still so? 1 reproduced · 0 not reproduced · 2 a bad file · 3 could not be told. */
import { randomBytes } from 'node:crypto';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { contract, requirements } from 'capsule-contract';
import { Command } from 'commander';
import schema from '../../replay-case.schema.json' with { type: 'json' };
import type { ReplayScript } from '../checks/agent/scripts/replay-script.ts';
import type { ReplayCase } from '../model/replay-case.ts';
import { curlLine } from '../report/curl-line.ts';
import { type ReplayOutcome, replayProgram } from '../runner/replay-program.ts';
import { replayScript } from '../runner/replay-script.ts';
import { type AgentFlags, factor, startedAgent } from './agent-flags.ts';
import { addOpstageFlags, type OpstageFlags, opstageSubject } from './opstage-flags.ts';
import { addOutputFlags, type OutputFlags, print } from './output-flags.ts';
import { readText } from './read-text.ts';
import { stopSignals } from './stop-signals.ts';
import { UsageError } from './usage-error.ts';

type ReplayFlags = OpstageFlags & Pick<AgentFlags, 'patience'> & OutputFlags;

export function replayCommand(): Command {
  const command = new Command('replay')
    .description(
      'executes the program of a replay file, or plays its fault script, ten times and tells whether it still fails',
    )
    .argument('<file>', 'as written by --replay-dir');
  return addOutputFlags(addOpstageFlags(command))
    .option(
      '--patience <factor>',
      'for a script: multiplies every ceiling, for slow machines and slow starters',
      factor,
      1,
    )
    .addHelpText('after', examples)
    .action(async (path: string) => {
      const file = readCase(path);
      const flags = command.opts<ReplayFlags>();
      const { replay, url } = replayOf(file, flags);
      const runId = randomBytes(4).toString('hex');
      const signal = stopSignals((text) => process.stderr.write(text));
      // Until it is told: who reads the output may go away (`| head`), and that ends the replay.
      process.exitCode = 3;
      const outcome = await replay({ runId, signal });
      print(flags, outcome, () => told(file, outcome, url));
      process.exitCode = exitCodeOf(outcome);
    });
}

const examples = `
Examples (the password of the owner is in CAPSULE_OWNER_PASSWORD):
  capsule-conformance replay replays/case.json --url http://127.0.0.1:8080 --owner admin
  capsule-conformance replay replays/case.json --url http://127.0.0.1:8080 --owner admin --start "node main.js"
  capsule-conformance replay replays/script.json --start "python3 agent.py"`;

interface Replay {
  replay: (run: { runId: string; signal: AbortSignal }) => Promise<ReplayOutcome>;
  /** Where the calls of the report would be sent; null where it was an Opstage of the kit's own. */
  url: string | null;
}

/** What the file needs: an Opstage for a program, an agent for a script. */
function replayOf(file: ReplayCase | ReplayScript, flags: ReplayFlags): Replay {
  if (file.kind === 'capsule-conformance/program') {
    const subject = opstageSubject(flags, 'replay');
    return { replay: (run) => replayProgram(file, { ...subject, ...run }), url: subject.url };
  }
  if (flags.url !== undefined) throw new UsageError('The file is a script for an agent: give --start, without --url.');
  const { patience } = flags;
  const { start } = startedAgent({ ...(flags.start === undefined ? {} : { start: flags.start }), patience }, 'replay');
  const startCeilingMs = flags.startTimeoutSeconds * 1_000;
  return { replay: (run) => replayScript(file, { start, startCeilingMs, patience, ...run }), url: null };
}

function readCase(path: string): ReplayCase | ReplayScript {
  const text = readText('The replay file', path);
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (cause) {
    throw new UsageError(`${path} cannot be read as JSON: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
  const fits = new Ajv2020({ allowUnionTypes: true }).compile(schema);
  if (!fits(content)) {
    const [issue] = fits.errors ?? [];
    throw new UsageError(`${path} is no replay file: ${issue?.instancePath || '/'} ${issue?.message ?? ''}`);
  }
  return content as unknown as ReplayCase | ReplayScript;
}

function exitCodeOf(outcome: ReplayOutcome): number {
  if ('unfit' in outcome || outcome.executed === 0) return 3;
  return outcome.reproduced > 0 ? 1 : 0;
}

function told(file: ReplayCase | ReplayScript, outcome: ReplayOutcome, url: string | null): string {
  const { requirement, violation } = file;
  const isScript = file.kind === 'capsule-conformance/script';
  const what =
    'property' in violation ? violation.property : `${violation.operation} at the end: ${violation.expected}`;
  const lines = [
    `${requirement}: ${requirements[requirement]?.sentence.en ?? 'a requirement this kit does not know'}`,
    ...(isScript ? file.operations.map((operation) => `  ${JSON.stringify(operation)}`) : []),
    `expected ${what}; got ${violation.actual}`,
  ];
  if (file.contract.hash !== contract.hash) {
    lines.push(`The file was written against another text of the contract (${file.contract.version}).`);
  }
  if ('unfit' in outcome) return [...lines, `could not be replayed: ${outcome.unfit}`, ''].join('\n');
  const { reproduced, executed, others, exchange } = outcome;
  const void_ = isScript
    ? 'a fault of the script never took effect, or the agent did not come to work'
    : 'the Opstage was slower than the durations it counts';
  if (executed === 0) lines.push(`could not be replayed: ${void_}`);
  else lines.push(reproduced > 0 ? `reproduced ${reproduced}/${executed}` : `not reproduced in ${executed} executions`);
  for (const message of exchange) {
    const { lane, request, response, failure } = message;
    lines.push(`  ${lane}: ${request.method} ${request.target} ${request.body}`);
    lines.push(`    → ${response === null ? failure : `${response.status} ${response.body}`}`);
    if (url !== null) lines.push(`    ${curlLine(url, message)}`);
  }
  for (const other of others) lines.push(`also wrong: ${other}`);
  return `${lines.join('\n')}\n`;
}
