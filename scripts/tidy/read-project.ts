// Walks the folders itself instead of asking git, so that a source archive without a repository is checked as well.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProjectFile } from './project-file.ts';

const foldersNotOurs = new Set(['node_modules', '.git', 'dist', '.astro', '.tmp', 'reports']);
const textFile =
  /(\.(ts|mts|mjs|js|astro|json|ya?ml|md|mdx|css|svg|html|txt|sh|sql|py)|^run|^\.(npmrc|gitignore|gitattributes|editorconfig))$/;

/** Folders that a `.gitignore` names in full (`/src/pages/`): what is made there is no one's source. */
function ignoredFolders(root: string, folder: string): string[] {
  const file = join(root, folder, '.gitignore');
  if (!existsSync(file)) return [];
  const named = readFileSync(file, 'utf8').match(/^\/\S+\/$/gm) ?? [];
  return named.map((line) => (folder === '' ? '' : `${folder}/`) + line.slice(1, -1));
}

/** Every text file of the project below `root`, sorted by path; what git ignores is left out. */
export function readProject(root: string): ProjectFile[] {
  const files: ProjectFile[] = [];
  const ignored = new Set<string>();
  const walk = (folder: string): void => {
    for (const path of ignoredFolders(root, folder)) ignored.add(path);
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory() && !foldersNotOurs.has(entry.name) && !ignored.has(path)) walk(path);
      if (entry.isFile() && textFile.test(entry.name))
        files.push({ path, text: readFileSync(join(root, path), 'utf8') });
    }
  };
  walk('');
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}
