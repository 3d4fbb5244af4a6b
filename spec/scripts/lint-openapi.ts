/**
 * Lints the bundled OpenAPI document with Redocly's strictest set (`redocly.yaml`). Run as a process of its own, with its
 * telemetry and update notice off.
 */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { specRoot } from './generated-files.ts';

function redoclyProgram(): string {
  const manifest = createRequire(import.meta.url).resolve('@redocly/cli/package.json');
  return join(dirname(manifest), 'bin', 'cli.js');
}

export interface LintResult {
  clean: boolean;
  output: string;
}

export function lintOpenapi(root: string = specRoot): LintResult {
  const run = spawnSync(
    process.execPath,
    [redoclyProgram(), 'lint', '--config', 'redocly.yaml', 'generated/openapi.yaml', '--format', 'stylish'],
    {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true', NO_COLOR: '1' },
    },
  );
  return { clean: run.status === 0, output: `${run.stdout}${run.stderr}` };
}

if (import.meta.main) {
  const { clean, output } = lintOpenapi();
  if (clean) console.log('openapi.yaml keeps every rule of redocly.yaml');
  else console.error(output);
  process.exitCode = clean ? 0 : 1;
}
