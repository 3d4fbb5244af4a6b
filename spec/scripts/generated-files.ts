/**
 * Writing and checking of generated files: a generator is a function from the contract to file contents, and this file
 * is the only place that touches `generated/`. The check compares contents, so nothing is rewritten to find drift.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import type { ContractSource } from './contract-source.ts';
import { readContractSource } from './contract-source.ts';

/** Contents by path relative to `generated/`. */
export type GeneratedFiles = ReadonlyMap<string, string>;
export type Generator = (source: ContractSource) => GeneratedFiles | Promise<GeneratedFiles>;

export const specRoot = join(import.meta.dirname, '..');

export function header(script: string): string {
  return `Written by spec/scripts/${script}; change the sources and run: npm run generate -w capsule-contract`;
}

export function jsonFile(script: string, content: object): string {
  return `${JSON.stringify({ $comment: header(script), ...content }, null, 2)}\n`;
}

export function writeGenerated(root: string, files: GeneratedFiles): void {
  for (const [path, content] of files) {
    const file = join(root, 'generated', path);
    mkdirSync(dirname(file), { recursive: true });
    // A file that is right already keeps its time stamp: watchers and incremental builds stay quiet.
    if (!existsSync(file) || readFileSync(file, 'utf8') !== content) writeFileSync(file, content);
  }
}

/** Paths whose content on disk is not what the generator makes of the sources. */
export function driftedFiles(root: string, files: GeneratedFiles): string[] {
  return [...files]
    .filter(([path, content]) => {
      const file = join(root, 'generated', path);
      return !existsSync(file) || readFileSync(file, 'utf8') !== content;
    })
    .map(([path]) => `spec/generated/${path}`);
}

export function driftReport(drifted: readonly string[]): string {
  return [
    `${drifted.length} generated file(s) are not what the sources say:`,
    ...drifted.map((file) => `  ${file}`),
    'Run: npm run generate -w capsule-contract',
  ].join('\n');
}

/** The command line every generator has: `--check` compares instead of writing, `--root` names another contract. */
export async function runGenerator(generate: Generator): Promise<void> {
  const { values } = parseArgs({
    options: { check: { type: 'boolean', default: false }, root: { type: 'string', default: specRoot } },
  });
  const files = await generate(readContractSource(values.root));
  if (!values.check) {
    writeGenerated(values.root, files);
    console.log(`${files.size} generated file(s) written`);
    return;
  }
  const drifted = driftedFiles(values.root, files);
  if (drifted.length > 0) {
    console.error(driftReport(drifted));
    process.exitCode = 1;
    return;
  }
  console.log(`${files.size} generated file(s) are up to date`);
}
