/**
 * Signals for a child or for its group. A number stays the child's until the system has told us of its end, and a group's as long
 * as anything is in it: so what is signalled here is what was meant.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { errnoOf } from './node-errno.js';

/** Groups are POSIX's: on Windows a detached child is signalled alone. */
export const HAS_GROUPS = process.platform !== 'win32';

/** `pid` of a child, or minus that for its group. Returns 0, or the error: ESRCH if there is no such process. */
export function sendSignal(pid: number, signal: NodeJS.Signals | 0): number {
  try {
    process.kill(pid, signal);
    return 0;
  } catch (error) {
    return errnoOf(error as NodeJS.ErrnoException);
  }
}

/**
 * Is anything of a group alive? A process that has ended and was not waited for counts to the system, and where the first process
 * of a container waits for nobody, it does so for ever: so on Linux each is looked at.
 */
export function groupLives(pid: number): boolean {
  if (sendSignal(-pid, 0) !== 0) return false;
  if (process.platform !== 'linux') return true;
  return readdirSync('/proc').some((entry) => /^\d+$/.test(entry) && isAliveIn(pid, entry));
}

/** proc_pid_stat(5): behind the name in parentheses are the state, the parent and the group. */
function isAliveIn(group: number, entry: string): boolean {
  try {
    const stat = readFileSync(`/proc/${entry}/stat`, 'latin1');
    const [state, , pgrp] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return Number(pgrp) === group && state !== 'Z' && state !== 'X';
  } catch {
    // It has gone meanwhile.
    return false;
  }
}
