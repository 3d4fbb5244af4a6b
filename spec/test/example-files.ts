/** Reads the examples as they lie in their folders: the folder names the type, the file name says the point. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { asObject, asText } from '../scripts/contract-source.ts';

export interface Fault {
  /** JSON pointer to what is wrong; for a missing member, to the object that misses it. */
  pointer: string;
  /** The JSON Schema keyword that refuses it. */
  keyword: string;
  why: string;
}

export interface InvalidExample {
  file: string;
  fault: Fault;
  value: unknown;
}

export interface ValidExample {
  file: string;
  value: unknown;
}

const examplesFolder = join(import.meta.dirname, '..', 'examples');

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(join(examplesFolder, file), 'utf8'));
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

export function exampleTypes(): string[] {
  return readdirSync(examplesFolder).sort();
}

/** What lies in the folder of a type; only `invalid` and `valid` belong there. */
export function exampleFolders(type: string): string[] {
  return readdirSync(join(examplesFolder, type)).sort();
}

function filesOf(type: string, kind: 'valid' | 'invalid'): string[] {
  return readdirSync(join(examplesFolder, type, kind))
    .sort()
    .map((name) => `${type}/${kind}/${name}`);
}

export function validExamples(type: string): ValidExample[] {
  return filesOf(type, 'valid').map((file) => ({ file, value: readJson(file) }));
}

export function invalidExamples(type: string): InvalidExample[] {
  return filesOf(type, 'invalid').map((file) => {
    const document = asObject(readJson(file), file);
    const fault = asObject(document.fault, `fault of ${file}`);
    if (!('value' in document)) throw new Error(`${file} has no value`);
    return {
      file,
      fault: {
        pointer: asText(fault.pointer, `pointer of ${file}`),
        keyword: asText(fault.keyword, `keyword of ${file}`),
        why: asText(fault.why, `why of ${file}`),
      },
      value: document.value,
    };
  });
}
