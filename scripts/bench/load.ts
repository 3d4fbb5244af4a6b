/** Keeps a number of connections busy for a while and counts what is answered. */
import { openConnection, type RawAnswer } from './raw-http.ts';

export interface Load {
  url: string;
  connections: number;
  durationMs: number;
  /** The next request of a connection. */
  request(connection: number): Buffer;
  /** Throws where an answer is not the right one; a benchmark of refusals measures nothing. */
  judge?(answer: RawAnswer): void;
}

/** Answers a second. */
export async function answersPerSecond({
  url,
  connections,
  durationMs,
  request,
  judge = is200,
}: Load): Promise<number> {
  const open = await Promise.all(Array.from({ length: connections }, () => openConnection(url)));
  const began = performance.now();
  const until = began + durationMs;
  let count = 0;
  const worker = async (index: number) => {
    const connection = open[index];
    while (connection !== undefined && performance.now() < until) {
      judge(await connection.send(request(index)));
      count += 1;
    }
  };
  try {
    await Promise.all(open.map((_connection, index) => worker(index)));
    return (count * 1000) / (performance.now() - began);
  } finally {
    for (const connection of open) connection.close();
  }
}

export function is200({ status, body }: RawAnswer): void {
  if (status !== 200) throw new Error(`answered ${status}: ${body.slice(0, 300)}`);
}
