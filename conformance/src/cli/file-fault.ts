const faults: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is a file',
  EEXIST: 'a part of its path is a file',
  EACCES: 'permission is denied',
  EPERM: 'permission is denied',
  EROFS: 'the file system is read-only',
};

/** What keeps a file from being read or written, in words and without a full stop. */
export function fileFault(cause: unknown): string {
  const { code = '' } = cause as NodeJS.ErrnoException;
  return faults[code] ?? (cause instanceof Error ? cause.message : String(cause));
}
