/**
 * The errors of futures.
 */
import { EvergreenError } from '../errors.js';

/** The future was cancelled. Source: concurrent.futures.CancelledError. */
export class CancelledError extends EvergreenError {
  constructor(message = 'the future was cancelled', options?: ErrorOptions) {
    super('CancelledError', 'EVERGREEN_CANCELLED', message, options);
  }
}

/** A result did not come in time. Source: concurrent.futures.TimeoutError. */
export class TimeoutError extends EvergreenError {
  constructor(message = 'the future did not finish in time', options?: ErrorOptions) {
    super('TimeoutError', 'EVERGREEN_FUTURE_TIMEOUT', message, options);
  }
}
