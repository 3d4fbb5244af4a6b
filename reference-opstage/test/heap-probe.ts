/** Preloaded into an Opstage under test: at SIGUSR2 it collects its garbage and says on stderr what is left. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

process.on('SIGUSR2', () => {
  collect();
  // What finalizers let go of, the second time finds.
  setImmediate(() => {
    collect();
    const { heapUsed, external, arrayBuffers, rss } = process.memoryUsage();
    process.stderr.write(`memory ${JSON.stringify({ heap: heapUsed + external + arrayBuffers, rss })}\n`);
  });
});
