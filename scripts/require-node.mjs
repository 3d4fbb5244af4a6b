// Stands at the head of `npm test` and `npm run conformance`: whoever runs them under a Node that is too old reads one
// sentence instead of a stack trace. It imports nothing and uses only syntax that every Node with ES modules reads.
// 22.19 is the oldest Node that runs TypeScript files directly and that every dependency accepts.

/** What to tell someone who runs `version` ("20.20.2"); an empty string where that Node is new enough. */
export function complaintAbout(version) {
  const parts = version.split('.').map(Number);
  const major = parts[0];
  const minor = parts[1];
  if (major >= 24 || (major === 22 && minor >= 19)) return '';
  return (
    'This project needs Node 24 (or 22.19 and later in 22), and this is Node ' +
    version +
    ': run it through npm after `npm ci`, which brings a Node 24 of its own unless install scripts are switched off.'
  );
}

if (process.argv[1] && /require-node\.mjs$/.test(process.argv[1])) {
  const complaint = complaintAbout(process.versions.node);
  if (complaint !== '') {
    console.error(complaint);
    process.exit(2);
  }
}
