/**
 * Whatever reads what a stranger wrote is given damaged bodies, frames and configuration files, from a seed. It may refuse
 * them, in the one way it has for that, and within a second; and what it takes it has to read as JSON.parse does.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { messages, operations } from 'capsule-contract';
import { ContractError } from 'capsule-contract/errors';
import type { TypeName } from 'capsule-contract/types';
import { readConfiguration } from '../src/configuration.ts';
import { ConfigurationError } from '../src/configuration-error.ts';
import { judged, parsed } from '../src/http/request-body.ts';
import { judgeFrame, readDocument, readFrame } from '../src/http/session/session-frame.ts';
import { damagedJson, damagedText, exampleOf, malformedFrame, type Random, seeded } from './malformed-input.ts';
import { defaultLimits } from './test-opstage.ts';

export interface FuzzFigures {
  inputs: number;
  taken: number;
  refused: number;
  slowestMs: number;
  /** Each with the parser, what it did and the input. */
  faults: string[];
}

const slowMs = 1_000;
/** A file takes longer than a body: it is written and read. */
const fileEvery = 50;
const limits = defaultLimits();
const bodies = Object.values(operations).flatMap(({ body }) =>
  body?.type ? [[body.type as TypeName, exampleOf(body.type)] as const] : [],
);
const said = Object.values(messages).map(({ type, dataType }) => [type, exampleOf(dataType)] as const);
const file = 'port: 8080\nhost: 127.0.0.1\nlogLevel: info\ntrustedProxies: [10.0.0.1, "::1"]\nackLeaseSeconds: 30\n';

interface Try {
  parser: 'body' | 'frame' | 'file';
  input: string;
  read(): void;
}

export function fuzzParsers(inputs: number, seed: number): FuzzFigures {
  const random = seeded(seed);
  const folder = mkdtempSync(join(tmpdir(), 'opstage-fuzz-'));
  const figures: FuzzFigures = { inputs, taken: 0, refused: 0, slowestMs: 0, faults: [] };
  try {
    for (let turn = 0; turn < inputs; turn += 1) {
      const next =
        turn % fileEvery === 0 ? fileTry(random, folder) : turn % 2 === 0 ? frameTry(random) : bodyTry(random);
      const { fault, tookMs } = judge(next, figures);
      // A machine with other things to do stops anybody for a second: what is slow is slow every time.
      const slowest = tookMs > slowMs ? Math.min(...[1, 2, 3].map(() => judge(next).tookMs)) : tookMs;
      figures.slowestMs = Math.max(figures.slowestMs, slowest);
      const slow = slowest > slowMs ? `took ${Math.round(slowest)} ms` : null;
      for (const what of [fault, slow]) {
        if (what !== null) figures.faults.push(`${next.parser} ${what}: ${JSON.stringify(next.input.slice(0, 500))}`);
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return figures;
}

function judge({ read }: Try, figures?: FuzzFigures): { fault: string | null; tookMs: number } {
  const began = performance.now();
  let thrown: unknown = null;
  try {
    read();
  } catch (error) {
    thrown = error;
  }
  const tookMs = performance.now() - began;
  if (figures !== undefined) figures[thrown === null ? 'taken' : 'refused'] += 1;
  return { fault: thrown === null ? null : faultOf(thrown), tookMs };
}

/** Null where a parser refused the input in the way it has for that. */
function faultOf(thrown: unknown): string | null {
  if (thrown instanceof ConfigurationError) return null;
  if (thrown instanceof ContractError) return (thrown.status ?? 0) < 500 ? null : `was answered ${thrown.status}`;
  return `failed: ${thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)}`;
}

function bodyTry(random: Random): Try {
  const [type, example] = bodies[random(bodies.length)] ?? bodies[0] ?? never();
  const input = damagedJson(random, example);
  return {
    parser: 'body',
    input,
    read() {
      const json = parsed(Buffer.from(input), limits);
      if (JSON.stringify(json.value) !== JSON.stringify(JSON.parse(input))) throw new Error('read as something else');
      judged(type, json, limits);
    },
  };
}

function frameTry(random: Random): Try {
  const frame = malformedFrame(random, said);
  return {
    parser: 'frame',
    input: frame.toString(),
    read: () => void judgeFrame(readFrame(readDocument(Buffer.from(frame), limits)), limits),
  };
}

function fileTry(random: Random, folder: string): Try {
  const input = damagedText(random, file);
  const path = join(folder, 'opstage.yaml');
  writeFileSync(path, input);
  return { parser: 'file', input, read: () => void readConfiguration({}, path) };
}

function never(): never {
  throw new Error('the contract has operations with a body');
}
