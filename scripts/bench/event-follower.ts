/** The operator's event stream, read as the console reads it. */
import { get } from 'node:http';
import type { Opstage } from './opstage.ts';

const patienceMs = 30_000;

/** Waits until the feed tells that a command has come to its end; whoever asks late is told at once. */
export async function followEvents(opstage: Opstage): Promise<(commandId: string) => Promise<void>> {
  const ended = new Set<string>();
  const waiting = new Map<string, () => void>();
  const tell = (text: string) => {
    const event = JSON.parse(text) as { type: string; subject?: string; data: { commandId?: string; status?: string } };
    const { commandId, status } = event.data;
    if (commandId === undefined || status !== 'SUCCEEDED') return;
    ended.add(commandId);
    waiting.get(commandId)?.();
    waiting.delete(commandId);
  };
  await new Promise<void>((resolve, reject) => {
    const request = get(`${opstage.url}/api/admin/events/stream`, { headers: opstage.owner }, (response) => {
      let unread = '';
      response.setEncoding('utf8');
      response.on('data', (chunk) => {
        unread += chunk;
        const messages = unread.split('\n\n');
        unread = messages.pop() ?? '';
        for (const message of messages) {
          const data = message.split('\n').find((line) => line.startsWith('data: '));
          if (data !== undefined) tell(data.slice('data: '.length));
        }
      });
      // It ends with the Opstage it follows.
      response.on('error', () => {});
      resolve();
    });
    request.once('error', reject);
  });
  return (commandId) => {
    if (ended.has(commandId)) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const tooLate = () => reject(new Error(`nothing was heard of ${commandId} for ${patienceMs / 1000} s`));
      const timer = setTimeout(tooLate, patienceMs);
      waiting.set(commandId, () => {
        clearTimeout(timer);
        resolve();
      });
    });
  };
}
