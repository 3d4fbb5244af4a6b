/** Where a refusal says the fault is. */
import type { ErrorBody } from 'capsule-contract/types';

/** A member the contract does not name may be shown as `*`: its name came from the client. */
export function names(path: string, pointers: readonly string[]): boolean {
  const segments = path.split('/');
  return pointers.some((pointer) => {
    const wanted = pointer.split('/');
    return (
      wanted.length === segments.length && wanted.every((name, at) => segments[at] === name || segments[at] === '*')
    );
  });
}

export function issuePaths(error: Pick<ErrorBody, 'details'> | undefined): string[] {
  return (error?.details?.issues ?? []).map(({ path }) => path);
}
