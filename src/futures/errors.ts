/**
 * The error of futures.
 */
import { EvergreenError } from '../errors.js';

/** The future was cancelled. Source: concurrent.futures.CancelledError. */
export class CancelledError extends EvergreenError {
  constructor(message = 'the future was cancelled', options?: ErrorOptions) {
    super('CancelledError', 'EVERGREEN_CANCELLED', message, options);
  }
}
