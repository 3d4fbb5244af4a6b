/**
 * Ctrl-C and its kin. The first asks the run to stop: checks under way end, the subject is stopped, the report is still
 * made. The second ends the kit at once; what it started is killed on the way out.
 */
export function stopSignals(tell: (text: string) => void): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      if (controller.signal.aborted) process.exit(3);
      tell('Stopping; once more to stop at once.\n');
      controller.abort(new Error('the run was interrupted'));
    });
  }
  return controller.signal;
}
