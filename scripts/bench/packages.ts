/** What installing each package brings along, and what the pages of the site weigh. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Bench, Figure } from './bench.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const mib = 2 ** 20;

interface LockedPackage {
  version?: string;
  link?: boolean;
  resolved?: string;
  optional?: boolean;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

export const packages: Bench = {
  name: 'packages',
  about: 'size of each package as it is packed, of everything it needs installed, and of the pages of the site',
  async run({ progress }) {
    const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, LockedPackage>;
    };
    const { workspaces } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { workspaces: string[] };
    const figures: Figure[] = [];
    const notes: string[] = [];
    for (const folder of workspaces) {
      const manifest = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as {
        name: string;
        scripts?: Record<string, string>;
      };
      progress(manifest.name);
      if (folder !== 'site') {
        // What is packed has to be built first; npm would say so in the middle of its JSON.
        if (manifest.scripts?.prepack !== undefined) npm('run', 'prepack', '-w', folder);
        const packed = packedSize(folder);
        figures.push({ name: `${manifest.name} packed`, unit: 'MiB', samples: [packed / mib] });
        const needed = closure(lock.packages, folder);
        const installed = [...needed].reduce((sum, path) => sum + sizeOf(join(root, path)), 0);
        figures.push({ name: `${manifest.name} installs`, unit: 'MiB', samples: [installed / mib] });
        notes.push(`${manifest.name} brings ${needed.size} packages`);
      }
    }
    const pages = pageWeights(join(root, 'site/dist'));
    if (pages.length === 0)
      notes.push('the site is not built: npm run build -w capsule-site, then the pages are weighed too');
    else
      figures.push({
        name: `a page of the site (of ${pages.length}), gzipped`,
        unit: 'KiB',
        samples: pages.map((bytes) => bytes / 1024),
      });
    return { figures, plots: [], notes };
  },
};

/** As npm would put it on disk. */
function packedSize(folder: string): number {
  const text = npm('pack', '--dry-run', '--json', '--ignore-scripts', '-w', folder);
  const answer = JSON.parse(text.slice(text.search(/[[{]/))) as Record<string, { unpackedSize: number }>;
  return Object.values(answer)[0]?.unpackedSize ?? Number.NaN;
}

function npm(...args: string[]): string {
  return execFileSync('npm', args, {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    maxBuffer: 64 * mib,
  });
}

/** The folders in node_modules a package needs at run time, found the way Node finds them. */
function closure(locked: Record<string, LockedPackage>, from: string): Set<string> {
  const found = new Set<string>();
  const visit = (folder: string) => {
    const { dependencies = {}, optionalDependencies = {} } = locked[folder] ?? {};
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      const path = resolved(locked, folder, name);
      // Optional ones of other platforms are in the lock file and not on the disk.
      if (path === null || found.has(path) || !existsSync(join(root, path))) continue;
      const { link, resolved: target } = locked[path] ?? {};
      if (link !== true) found.add(path);
      visit(link === true && target !== undefined ? target : path);
    }
  };
  visit(from);
  return found;
}

function resolved(locked: Record<string, LockedPackage>, from: string, name: string): string | null {
  for (let folder = from; ; ) {
    const path = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (locked[path] !== undefined) return path;
    if (folder === '') return null;
    const cut = folder.lastIndexOf('/node_modules/');
    folder = cut < 0 ? '' : folder.slice(0, cut);
  }
}

/** Bytes of a package itself; packages nested in it are counted where they are needed. */
function sizeOf(folder: string): number {
  let bytes = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory() && entry.name !== 'node_modules') bytes += sizeOf(join(folder, entry.name));
    if (entry.isFile()) bytes += statSync(join(folder, entry.name)).size;
  }
  return bytes;
}

function pageWeights(folder: string): number[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.html'))
    .map((entry) => gzipSync(readFileSync(join(entry.parentPath, entry.name))).length);
}
