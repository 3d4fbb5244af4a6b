/** Takes a recipe apart as its CI would: which script with which variables. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { parse } from 'yaml';

const recipe = (path: string) => parse(readFileSync(new URL(`../${path}`, import.meta.url), 'utf8'));

export interface Script {
  shell: 'bash' | 'sh';
  text: string;
  variables: Record<string, string>;
}

/** The script of the composite action, its variables filled from these inputs and the defaults. */
export function actionScript(inputs: Record<string, string>): Script {
  const { inputs: declared, runs } = recipe('action.yml');
  const step = runs.steps.find(({ id }: { id?: string }) => id === 'judge');
  const inputNamed = (name: string): string => {
    if (declared[name] === undefined) throw new Error(`The action has no input ${name}.`);
    return inputs[name] ?? declared[name].default;
  };
  const filled = (text: string) =>
    text.replaceAll(/\$\{\{ inputs\.([\w-]+) \}\}/g, (_, name: string) => inputNamed(name));
  const variables = Object.entries(step.env as Record<string, string>).map(([name, text]) => [name, filled(text)]);
  return { shell: 'bash', text: `set -eo pipefail\n${step.run}`, variables: Object.fromEntries(variables) };
}

/** The lines of the GitLab job, one after the other; the first that fails ends the job. */
export function gitlabScript(variables: Record<string, string>): Script {
  const { conformance } = recipe('ci/gitlab-ci.yml');
  return {
    shell: 'sh',
    text: `set -e\n${conformance.script.join('\n')}`,
    variables: { ...conformance.variables, ...variables },
  };
}

/**
 * What GitHub's own parser has to say about an action or a workflow. It is bundled before it is loaded, because its
 * modules import JSON in a way that Node does not take.
 */
export async function githubComplaints(kind: 'action' | 'workflow', content: string): Promise<string[]> {
  const contents = `export { NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';
export { parseAction } from '@actions/workflow-parser/actions/action-parser';`;
  const { outputFiles } = buildSync({
    stdin: { contents, resolveDir: fileURLToPath(new URL('..', import.meta.url)) },
    bundle: true,
    format: 'esm',
    platform: 'browser',
    write: false,
    logLevel: 'silent',
  });
  const source = Buffer.from(outputFiles[0]?.contents ?? []).toString('base64');
  const { NoOperationTraceWriter, parseAction, parseWorkflow } = await import(`data:text/javascript;base64,${source}`);
  const parseFile = kind === 'action' ? parseAction : parseWorkflow;
  const { context } = parseFile({ name: `${kind}.yml`, content }, new NoOperationTraceWriter());
  return context.errors.getErrors().map(String);
}
