/** A call that only prepared the ground did not succeed: the check could not run, and says which call it was. */
export class PrerequisiteMissing extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'PrerequisiteMissing';
  }
}
