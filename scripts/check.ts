// `npm run check`: generated files match their sources, format and lint are clean, types hold. All steps run even when
// one fails, so that one round shows everything there is to mend.

import { checkSteps } from './check-steps.ts';
import { runStep } from './step.ts';

const print = (text: string): void => {
  process.stdout.write(text);
};
const nowMs = (): number => performance.now();

let failed = 0;
for (const step of checkSteps()) {
  if (!(await runStep(step, { nowMs, print }))) failed += 1;
}
print(failed === 0 ? 'Everything checked.\n' : `${failed} of the checks failed.\n`);
process.exitCode = failed === 0 ? 0 : 1;
