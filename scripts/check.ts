// `npm run check`: generated files match their sources, format and lint are clean, types hold. All steps run even when
// one fails, so that one round shows everything there is to mend.

import { runCheckSteps } from './check-steps.ts';

const print = (text: string): void => {
  process.stdout.write(text);
};
const nowMs = (): number => performance.now();

const failed = (await runCheckSteps({ nowMs, print }, 2)).filter((passed) => !passed).length;
print(failed === 0 ? 'Everything checked.\n' : `${failed} of the checks failed.\n`);
process.exitCode = failed === 0 ? 0 : 1;
