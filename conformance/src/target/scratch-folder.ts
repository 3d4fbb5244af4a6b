/** A temporary folder that is gone when the kit is, whatever the kit's end. */
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reaper } from './reaper.ts';

/** `noun` becomes part of the folder's name. Synchronous, so that no end of the kit falls between making and noting. */
export function makeScratchFolder(noun: string): string {
  const folder = mkdtempSync(join(tmpdir(), `capsule-${noun}-`));
  reaper.folderMade(folder);
  return folder;
}

export async function removeScratchFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  reaper.folderRemoved(folder);
}
