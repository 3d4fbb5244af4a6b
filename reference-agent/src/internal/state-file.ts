/** Small JSON files of the state folder: replaced whole, by rename, readable by their owner only. */
import { open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AgentError } from '../agent-error.ts';
import { isRecord, type JsonRecord } from './answer.ts';

/** After it resolves the new content is durable; after a crash at any moment the file is the old or the new one, whole. */
export async function writeStateFile(path: string, content: JsonRecord): Promise<void> {
  const temporary = `${path}.new`;
  // Removed first: `mode` applies only to a file that is made, and a leftover may be wider.
  await rm(temporary, { force: true });
  const file = await open(temporary, 'wx', 0o600);
  try {
    await file.writeFile(`${JSON.stringify(content)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, path);
  await syncFolder(dirname(path));
}

/** The content, or null when there is no such file. */
export async function readStateFile(path: string): Promise<JsonRecord | null> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw new AgentError('STATE_FOLDER_UNUSABLE', `${path} cannot be read`, error);
  }
  try {
    const content: unknown = JSON.parse(text);
    if (isRecord(content)) return content;
  } catch {
    // Said below, for both kinds of damage.
  }
  throw new AgentError('STATE_FOLDER_UNUSABLE', `${path} is damaged: restore it, or remove it and register anew`);
}

/** Makes a rename in the folder durable; Windows cannot open folders and does not need it. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
