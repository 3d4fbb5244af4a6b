/**
 * Reads the hand-written contract (schemas, catalogues, OpenAPI and AsyncAPI sources, examples) into plain data.
 * Every generator starts from this one reading, so that no two of them can see different contracts. The root is an
 * argument because the drift tests read altered copies.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';

export type JsonObject = { [member: string]: unknown };

export interface Example {
  /** File name without extension; it says what the example is about. */
  name: string;
  value: unknown;
}

export interface ContractSource {
  root: string;
  /** One JSON Schema per type, by type name, as written. */
  schemas: ReadonlyMap<string, JsonObject>;
  /** One catalogue per name (`errors`, `limits`, …), as written; `requirements` is the join of its section files. */
  catalogues: ReadonlyMap<string, unknown>;
  openapi: { root: JsonObject; parameters: JsonObject; paths: JsonObject };
  asyncapi: { root: JsonObject; parts: readonly JsonObject[] };
  /** Valid examples by type name, in file-name order. */
  examples: ReadonlyMap<string, readonly Example[]>;
  /** Descriptions in Simplified Chinese by their English sentence. */
  chinese: ReadonlyMap<string, string>;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value as an object, or an error that names where the object is missing. */
export function asObject(value: unknown, where: string): JsonObject {
  if (!isObject(value)) throw new Error(`${where} is not an object`);
  return value;
}

export function asList(value: unknown, where: string): unknown[] {
  if (!Array.isArray(value)) throw new Error(`${where} is not a list`);
  return value;
}

export function asText(value: unknown, where: string): string {
  if (typeof value !== 'string') throw new Error(`${where} is not a string`);
  return value;
}

function filesIn(folder: string, extension: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(extension))
    .sort()
    .map((name) => join(folder, name));
}

function readYaml(file: string): unknown {
  try {
    return parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function readYamlObject(file: string): JsonObject {
  return asObject(readYaml(file), file);
}

function readSchemas(folder: string): Map<string, JsonObject> {
  return new Map(filesIn(folder, '.yaml').map((file) => [basename(file, '.yaml'), readYamlObject(file)]));
}

/**
 * The requirement files, one a section, joined: `requirements` is the flat list with each one's section, and
 * `requirement-sections` says what the sections are, in the order of the contract.
 */
function readRequirements(folder: string): [string, unknown][] {
  const files = filesIn(folder, '.yaml').map(readYamlObject);
  const sections = files.sort((a, b) => Number(a.number) - Number(b.number));
  return [
    ['requirement-sections', sections.map(({ requirements: _requirements, ...section }) => section)],
    [
      'requirements',
      sections.flatMap((file) => {
        const entries = asList(file.requirements, `requirements of section ${String(file.section)}`);
        return entries.map((entry) => ({ section: file.section, ...asObject(entry, 'a requirement') }));
      }),
    ],
  ];
}

function readCatalogues(folder: string): Map<string, unknown> {
  const files = filesIn(folder, '.yaml').map((file): [string, unknown] => [basename(file, '.yaml'), readYaml(file)]);
  return new Map([...files, ...readRequirements(join(folder, 'requirements'))]);
}

/** Joins path files; a path in two files would silently lose one of them, so it is an error. */
function readPaths(folder: string): JsonObject {
  const paths: JsonObject = {};
  for (const file of filesIn(folder, '.yaml')) {
    for (const [path, item] of Object.entries(readYamlObject(file))) {
      if (path in paths) throw new Error(`${file}: ${path} stands in another file already`);
      paths[path] = item;
    }
  }
  return paths;
}

function readExamples(folder: string): Map<string, Example[]> {
  const examples = new Map<string, Example[]>();
  if (!existsSync(folder)) return examples;
  for (const type of readdirSync(folder).sort()) {
    const files = filesIn(join(folder, type, 'valid'), '.json');
    examples.set(
      type,
      files.map((file) => ({ name: basename(file, '.json'), value: JSON.parse(readFileSync(file, 'utf8')) })),
    );
  }
  return examples;
}

function readTranslation(file: string): Map<string, string> {
  const entries = existsSync(file) ? Object.entries(readYamlObject(file)) : [];
  return new Map(entries.map(([sentence, text]) => [sentence, asText(text, `${file}: the text of '${sentence}'`)]));
}

export function readContractSource(root: string): ContractSource {
  return {
    root,
    schemas: readSchemas(join(root, 'schemas')),
    catalogues: readCatalogues(join(root, 'catalogue')),
    openapi: {
      root: readYamlObject(join(root, 'openapi', 'openapi.yaml')),
      parameters: readYamlObject(join(root, 'openapi', 'parameters.yaml')),
      paths: readPaths(join(root, 'openapi', 'paths')),
    },
    asyncapi: {
      root: readYamlObject(join(root, 'asyncapi', 'asyncapi.yaml')),
      parts: filesIn(join(root, 'asyncapi', 'channels'), '.yaml').map(readYamlObject),
    },
    examples: readExamples(join(root, 'examples')),
    chinese: readTranslation(join(root, 'translations', 'zh-CN.yaml')),
  };
}

export function catalogue(source: ContractSource, name: string): unknown {
  const found = source.catalogues.get(name);
  if (found === undefined) throw new Error(`catalogue/${name}.yaml is missing`);
  return found;
}

/** The entries of a catalogue that is a list of objects. */
export function catalogueEntries(source: ContractSource, name: string): JsonObject[] {
  return asList(catalogue(source, name), `catalogue ${name}`).map((entry) => asObject(entry, `entry of ${name}`));
}
