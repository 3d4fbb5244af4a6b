/** One text file of the repository as the rules see it. */
export interface ProjectFile {
  /** Path from the repository root, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

/** A broken rule: where, and a sentence that says what to do about it. */
export interface Violation {
  readonly path: string;
  readonly message: string;
}

/** True for a file that a script writes; it answers to its generator, not to the rules of style. */
export const isGenerated = (path: string): boolean => path.split('/').includes('generated');

/** True for a file that holds program text. */
export const isCode = (path: string): boolean => /\.(ts|mts|mjs|js|astro)$/.test(path);

export const isTest = (path: string): boolean => /\.test\.ts$/.test(path);
