/** What html-report.ts puts before the page's script. */
declare const diffVerdicts: typeof import('../run-diff.ts').diffVerdicts;
