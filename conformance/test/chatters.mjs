// Loaded before an agent (`node --import`), it prints on both channels without end: long lines, half lines, colours.
const line = `\u001b[32m${'chatter '.repeat(400)}\u001b[0m`;
setInterval(() => {
  for (let count = 0; count < 10; count += 1) {
    process.stdout.write(`${line}\n`);
    process.stderr.write(line);
  }
}, 50).unref();
