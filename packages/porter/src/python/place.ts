/** Where in the source a call stands, as far as the program says so: for records of logging, and for warnings. */
import { Dict } from './dict.js';

export interface Place {
  readonly path: string;
  readonly line: number;
  /** As Python calls the function around it: `<module>`, `<lambda>`. */
  readonly name: string;
  /** The module, and the text of the line: of warnings only. */
  readonly module?: string;
  readonly text?: string;
}

let place: Place | undefined;

const NOTHING = new Dict();

/** `log.info('ready', ...at('chat.py', 12, 'main'))`: it is evaluated last, and is no argument, nor one by name. */
export function at(path: string, line: number, name: string, module?: string, text?: string): Dict {
  place = {
    path,
    line,
    name,
    ...(module === undefined ? {} : { module }),
    ...(text === undefined ? {} : { text }),
  };
  return NOTHING;
}

/** The place of the call that is being answered; undefined if it is not known. It is asked for once. */
export function placeOfCall(): Place | undefined {
  const known = place;
  place = undefined;
  return known;
}

/** The folder of the runtime: what the program is of is elsewhere. */
const RUNTIME = import.meta.url.replace(/[^/]*\/[^/]*$/, '');

/** A frame of JavaScript as V8 shows it: `at f (file:///x.js:3:4)`. */
const FRAME = /^\s+at (?:(?:async )?(?:new )?([^ ]+) .*?\()?(.*?):(\d+):\d+\)?$/;

/** The places of the ported program from the innermost on, as JavaScript knows them. */
export function framesOfProgram(): Place[] {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 200;
  const { stack = '' } = new Error();
  Error.stackTraceLimit = stackTraceLimit;
  return stack.split('\n').flatMap((text) => {
    const [, name = '<module>', url = '', line = ''] = FRAME.exec(text) ?? [];
    if (url === '' || url.startsWith(RUNTIME) || /^node:|\/node_modules\/|^<|^native/.test(url)) return [];
    return [
      { path: url.replace(/^file:\/\//, ''), line: Number(line), name: name.split('.').at(-1) ?? name },
    ];
  });
}
