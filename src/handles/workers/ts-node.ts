/**
 * ts-node, where the program runs under its command: that passes its loader on to processes, but threads do not get it.
 */
import { createRequire } from 'node:module';

const COMMAND = /[/\\]ts-node[/\\]dist[/\\]bin/;

/** The file of the command, if this program runs under it. */
export function tsNode(): string | undefined {
  return process.execArgv.find((argument) => COMMAND.test(argument));
}

/** Have this thread load TypeScript as the program does that was started by `command`. */
export function registerTsNode(command: string | undefined): void {
  if (command !== undefined) createRequire(command)('../register');
}
