#!/usr/bin/env node
// Plain old syntax, so that a Node that is too old gets a sentence instead of a syntax error.
import { existsSync } from 'node:fs';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 19)) {
  process.stderr.write(`capsule-conformance needs Node 22.19 or newer; this is ${process.versions.node}.\n`);
  process.exit(2);
} else {
  // In the repository the sources themselves, in the package what was built of them.
  const source = new URL('../src/cli/main.ts', import.meta.url);
  const { main } = await import(existsSync(source) ? source.href : '../dist/main.js');
  await main(process.argv);
}
