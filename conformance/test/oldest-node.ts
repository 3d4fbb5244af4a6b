/** The oldest Node the package promises to run on, from the registry; kept, so that it is fetched once. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const kept = fileURLToPath(new URL('../../node_modules/.cache/capsule-oldest-node', import.meta.url));
const { engines } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
export const oldestVersion = `${/^>=(\d+\.\d+)$/.exec(engines.node)?.[1]}.0`;

/** The folder with its `node`; or in a sentence why it could not be fetched, which a test without a network must bear. */
export function oldestNode(): { folder: string } | { missing: string } {
  const place = join(kept, oldestVersion);
  // The package of the platform alone: the one named `node` would fetch it by an install script.
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const folder = join(place, 'node_modules', name, 'bin');
  if (existsSync(folder)) return { folder };
  mkdirSync(kept, { recursive: true });
  const fresh = mkdtempSync(join(kept, 'fresh-'));
  const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline', '--fetch-retries=1'];
  try {
    execFileSync('npm', ['install', '--prefix', fresh, ...options, `${name}@${oldestVersion}`], {
      // Not below a package of the repository: npm would take its lock file for ours.
      cwd: dirname(fresh),
      encoding: 'utf8',
      stdio: 'pipe',
    });
    rmSync(place, { recursive: true, force: true });
    renameSync(fresh, place);
    return { folder };
  } catch (cause) {
    rmSync(fresh, { recursive: true, force: true });
    const said = cause instanceof Error && 'stderr' in cause ? String(cause.stderr) : String(cause);
    return { missing: `${name}@${oldestVersion}: ${said.trim().split('\n', 1)[0]}` };
  }
}
