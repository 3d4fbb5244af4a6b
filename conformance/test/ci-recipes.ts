/** Takes a recipe apart as its CI would: which script with which variables, which inputs for which action. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { parse } from 'yaml';

const recipe = (path: string) => parse(readFileSync(new URL(`../${path}`, import.meta.url), 'utf8'));

export interface Script {
  text: string;
  variables: Record<string, string>;
}

/** The lines of the GitLab job, one after the other; the first that fails ends the job. */
export function gitlabScript(variables: Record<string, string>): Script {
  const { conformance } = recipe('ci/gitlab-ci.yml');
  return {
    text: `set -e\n${conformance.script.join('\n')}`,
    variables: { ...conformance.variables, ...variables },
  };
}

/** What the jobs of the workflow give the action of this kit. */
export function workflowInputs(): Record<string, string>[] {
  const { jobs } = recipe('ci/github-workflow.yml') as { jobs: Record<string, { steps: WorkflowStep[] }> };
  const steps = Object.values(jobs).flatMap((job) => job.steps);
  return steps.filter(({ uses }) => uses?.includes('/conformance@')).map((step) => step.with ?? {});
}

interface WorkflowStep {
  uses?: string;
  with?: Record<string, string>;
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
