/**
 * Guarantees that nothing the kit started outlives it, and that no folder it made is left.
 *
 * Two nets. An exit hook kills and removes synchronously: it covers normal ends, crashes and `process.exit`. For the
 * end nobody can hook (SIGKILL to the kit itself) a tiny shell process holds the read end of a pipe; when the kit is
 * gone the pipe closes and the shell kills what is still on its list. It ignores the terminal's signals, and exits by
 * itself a moment after the kit.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { signalGroup } from './process-group.ts';

const script = `
trap '' INT TERM HUP
groups= folders=
while IFS=' ' read -r kind value; do
  case $kind in
    group) groups="$groups $value" ;;
    ended) kept=; for group in $groups; do [ "$group" = "$value" ] || kept="$kept $group"; done; groups=$kept ;;
    folder) folders="$folders$value
" ;;
  esac
done
for group in $groups; do kill -s KILL -- "-$group" 2>/dev/null; done
printf '%s' "$folders" | while IFS= read -r folder; do rm -rf -- "$folder"; done
`;

class Reaper {
  readonly #groups = new Set<number>();
  readonly #folders = new Set<string>();
  #shell: ChildProcess | null = null;

  /** Takes a process group into care until `groupEnded`. */
  groupStarted(leader: number): void {
    this.#groups.add(leader);
    this.#tell(`group ${leader}`);
  }

  groupEnded(leader: number): void {
    if (this.#groups.delete(leader)) this.#tell(`ended ${leader}`);
  }

  /** Takes a folder into care; removing it earlier is fine. */
  folderMade(path: string): void {
    this.#folders.add(path);
    this.#tell(`folder ${path}`);
  }

  folderRemoved(path: string): void {
    this.#folders.delete(path);
  }

  #tell(line: string): void {
    if (this.#shell === null) {
      this.#shell = spawn('sh', ['-c', script], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
      // Without a shell (not a POSIX machine) the exit hook alone remains.
      this.#shell.on('error', () => {});
      this.#shell.stdin?.on('error', () => {});
      this.#shell.unref();
      (this.#shell.stdin as unknown as { unref?: () => void } | null)?.unref?.();
      process.on('exit', () => this.#reapNow());
    }
    this.#shell.stdin?.write(`${line}\n`);
  }

  #reapNow(): void {
    for (const leader of this.#groups) signalGroup(leader, 'SIGKILL');
    for (const folder of this.#folders) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** One per kit process, because there is one exit to guard. */
export const reaper = new Reaper();
