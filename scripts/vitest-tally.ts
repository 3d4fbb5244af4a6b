// Reads vitest's JSON report into two numbers. A report can look clean while something went wrong (a file that could not
// be loaded has no tests, an error outside every test fails none of them), so everything that is not a pass counts.

/** The part of vitest's JSON report that is read here. */
export interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly success: boolean;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message?: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly fullName: string;
      readonly failureMessages?: readonly string[];
    }[];
  }[];
}

export interface Tally {
  readonly passed: number;
  readonly failed: number;
}

/** Counts tests; `report` is null where vitest wrote none, `exitedCleanly` is what its process said. */
export function vitestTally(report: VitestReport | null, exitedCleanly: boolean): Tally {
  if (report === null) return { passed: 0, failed: 1 };
  const emptyFiles = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  ).length;
  const leftOut = report.numPendingTests + report.numTodoTests;
  const failed = report.numFailedTests + emptyFiles + leftOut;
  const failedUnseen = failed === 0 && (!exitedCleanly || !report.success || report.numPassedTests === 0) ? 1 : 0;
  return { passed: report.numPassedTests, failed: failed + failedUnseen };
}

/** What failed, a line each: the file below `folder`, the test, the first line of why. */
export function failedTests({ testResults }: VitestReport, folder: string): string[] {
  return testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = name.startsWith(folder) ? name.slice(folder.length) : name;
    if (status === 'failed' && assertionResults.length === 0) return [`${file}: ${firstLine(message)}`];
    return assertionResults
      .filter((one) => one.status === 'failed')
      .map(({ fullName, failureMessages }) => `${file} > ${fullName}: ${firstLine(failureMessages?.[0])}`);
  });
}

function firstLine(text = ''): string {
  return text.trim().split('\n', 1)[0]?.slice(0, 500) ?? '';
}
