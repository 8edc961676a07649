/**
 * The options of servers: those of their streams, and how long a connection may outlast its handler.
 */
import { checkOptions, kindOf } from '../../check.js';
import { type StreamOptions, checkedOptions } from './stream.js';
import { trimmed } from '../../trim.js';

/** How much the connections of a server keep, and how long they may outlast their handlers. */
export interface ServerOptions extends StreamOptions {
  /**
   * Seconds without progress after which a connection whose handler has returned, and whose peer takes nothing, is reset
   * (default 30; Infinity: never). What the system has taken counts as progress.
   */
  lingerTimeout?: number;
}

/** The options with their defaults, frozen. RangeError unless each is possible. */
export function checkedServerOptions(options: ServerOptions): Readonly<Required<ServerOptions>> {
  checkOptions('the options of a server', options);
  const { lingerTimeout = 30 } = options;
  if (typeof lingerTimeout !== 'number' || !(lingerTimeout > 0)) {
    throw trimmed(
      new RangeError(
        `lingerTimeout must be a positive number of seconds, or Infinity, not ${kindOf(lingerTimeout)}`,
      ),
    );
  }
  return Object.freeze({ ...checkedOptions(options), lingerTimeout });
}
