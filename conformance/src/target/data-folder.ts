/** Searches the bytes of every file in the folder where the Opstage under test keeps its data. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface Needle {
  name: string;
  bytes: Buffer;
}

export interface FolderSearch {
  files: number;
  /** Where what was found, e.g. `agent token in opstage.db`. */
  found: { needle: string; file: string }[];
}

/** A file that vanishes while it is read (a journal being cleared) holds nothing. */
export async function searchDataFolder(folder: string, needles: readonly Needle[]): Promise<FolderSearch> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const search: FolderSearch = { files: 0, found: [] };
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const content = await readFile(join(entry.parentPath, entry.name)).catch(() => null);
    if (content === null) continue;
    search.files += 1;
    for (const { name, bytes } of needles) {
      if (content.includes(bytes)) search.found.push({ needle: name, file: entry.name });
    }
  }
  return search;
}

/** The forms in which a text can lie in a file as it is: UTF-8 and UTF-16, hex, base64. */
export function plainForms(name: string, text: string): Needle[] {
  const utf8 = Buffer.from(text, 'utf8');
  return [
    { name, bytes: utf8 },
    { name: `${name} as UTF-16`, bytes: Buffer.from(text, 'utf16le') },
    { name: `${name} in hex`, bytes: Buffer.from(utf8.toString('hex')) },
    { name: `${name} in upper-case hex`, bytes: Buffer.from(utf8.toString('hex').toUpperCase()) },
    // Without the last quantum, which depends on what follows.
    { name: `${name} in base64`, bytes: Buffer.from(utf8.toString('base64').replace(/.{0,3}=*$/, '')) },
    { name: `${name} in base64url`, bytes: Buffer.from(utf8.toString('base64url').slice(0, -3)) },
  ];
}
