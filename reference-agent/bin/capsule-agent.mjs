#!/usr/bin/env node
// Plain old syntax, so that a Node that is too old gets a sentence instead of a syntax error.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(`capsule-agent needs Node 22.18 or newer; this is ${process.versions.node}.\n`);
  process.exit(2);
} else {
  const { main } = await import('../cli/main.ts');
  process.exitCode = await main(process.argv.slice(2), process);
}
