/**
 * The errors of queues.
 */
import { EvergreenError } from '../errors.js';

/** Nothing to get. Source: queue.Empty. */
export class Empty extends EvergreenError {
  constructor(message = 'the queue is empty', options?: ErrorOptions) {
    super('Empty', 'EVERGREEN_EMPTY', message, options);
  }
}

/** No place to put. Source: queue.Full. */
export class Full extends EvergreenError {
  constructor(message = 'the queue is full', options?: ErrorOptions) {
    super('Full', 'EVERGREEN_FULL', message, options);
  }
}

/** The queue was shut down. Source: queue.ShutDown. */
export class ShutDown extends EvergreenError {
  constructor(message = 'the queue was shut down', options?: ErrorOptions) {
    super('ShutDown', 'EVERGREEN_SHUT_DOWN', message, options);
  }
}
