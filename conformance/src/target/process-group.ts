/** Signals to a whole process group, and whether anything of it still lives. */
import { readdirSync, readFileSync } from 'node:fs';

/** Sends a signal to the group; false when no process of it is left. */
export function signalGroup(leader: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(-leader, signal);
    return true;
  } catch {
    return false;
  }
}

/** A dead process nobody has collected yet still takes signals; in a container without an init it does so for ever. */
export function groupAlive(leader: number): boolean {
  if (!signalGroup(leader, 0)) return false;
  try {
    const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
    return pids.some((pid) => livesInGroup(pid, leader));
  } catch {
    return true;
  }
}

function livesInGroup(pid: string, leader: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // pid (name) state ppid pgrp …; the name may hold spaces and parentheses.
    const [state, , group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return group === String(leader) && state !== 'Z' && state !== 'X';
  } catch {
    return false;
  }
}
