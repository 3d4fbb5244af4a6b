/** Writes down what the contract of this version requires, when it is released: once, before its version is given. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { releasedVersion, releaseFolder, requiredNow } from './releases.ts';

const file = join(releaseFolder, `${releasedVersion}.json`);
if (existsSync(file)) {
  process.stderr.write(`${releasedVersion} is released already: give the contract its next version first.\n`);
  process.exitCode = 1;
} else {
  writeFileSync(file, `${JSON.stringify(requiredNow(), null, 2)}\n`);
  process.stdout.write(`${file}\n`);
}
