/** The site, built once for all tests, under a base path, because a site that works under one works under none as well. */
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const site = fileURLToPath(new URL('../', import.meta.url));

export const basePath = '/docs/capsule';
export const builtFolder = join(site, '.tmp/test-dist');

/** vitest puts the settings of its own Vite into the environment, where Astro would take them for those of the site. */
const settingsOfVitest = /^(VITEST.*|TEST|NODE_ENV|BASE_URL|MODE|DEV|PROD|SSR)$/;
const outsideVitest = Object.fromEntries(Object.entries(process.env).filter(([name]) => !settingsOfVitest.test(name)));

export async function buildSite(): Promise<void> {
  await run('npm', ['run', 'build']);
}

/** Resolves when it ended well; everything it printed is in the error otherwise. */
export function run(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: site,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...outsideVitest,
        ASTRO_TELEMETRY_DISABLED: '1',
        SITE_BASE: basePath,
        SITE_OUT: builtFolder,
        ...env,
      },
    });
    let printed = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        printed += chunk.toString();
      });
    }
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve(printed);
      else reject(new Error(`${command} ${args.join(' ')} ended with ${code}:\n${printed.slice(-4000)}`));
    });
  });
}

export const builtFile = (path: string): Buffer => readFileSync(join(builtFolder, path));

/** Addresses of all pages below the base path: `/`, `/http/agent-register/`, `/zh-cn/`. */
export function builtPages(): string[] {
  return readdirSync(builtFolder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name === 'index.html')
    .map((entry) => `${entry.parentPath.slice(builtFolder.length).replace(/\\/g, '/')}/`)
    .sort();
}
