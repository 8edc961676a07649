/**
 * The loaders of the program, for its workers. Node gives threads and processes the options of this process, and with them most
 * loaders. Two go another way: ts-node's command, which only its own children get, and only by its own command line; and tsx, whose
 * hooks Node 20 does not run in threads. What a worker does with them is in as-host.ts.
 */

/** What a worker needs to know to load modules as its host does. */
export interface Loaders {
  /** The library was loaded by require(), as a loader has made CommonJS of it: so are tasks, and so must the worker's part of it be. */
  readonly required: boolean;
  /** The file of ts-node's command. */
  readonly tsNode: string | undefined;
}

const TEXT = /^(?:--input-type|--eval|-e|--print|-p|-pe)\b/;
const COMMAND = /[/\\]ts-node[/\\]dist[/\\]bin/;

/** Those of this program. */
export function hostLoaders(): Loaders {
  return {
    required: typeof module !== 'undefined',
    tsNode: process.execArgv.find((argument) => COMMAND.test(argument)),
  };
}

/**
 * The options of this process for a child: without ts-node's command, which would take the child's file for its own project, and
 * without those of a program that is given as text. Undefined: all of them.
 */
export function childOptions(): string[] | undefined {
  const { execArgv } = process;
  const at = execArgv.findIndex((argument) => COMMAND.test(argument) || TEXT.test(argument));
  return at < 0 ? undefined : execArgv.slice(0, at);
}

/** Is the program a single executable application? */
export function isExecutable(): boolean {
  return process.getBuiltinModule('node:sea').isSea();
}

/** Was the program given as text, not as a file? */
export function isGivenAsText(): boolean {
  return process.execArgv.some((argument) => TEXT.test(argument));
}
