/**
 * The errors of futures.
 */

/** The future was cancelled. Source: concurrent.futures.CancelledError. */
export class CancelledError extends Error {
  /** 'CancelledError'. */
  override readonly name: string = 'CancelledError';
  /** Always the same: it tells this error where `instanceof` cannot. */
  readonly code: string = 'EVERGREEN_CANCELLED';
  constructor(message = 'the future was cancelled', options?: ErrorOptions) {
    super(message, options);
  }
}

/** It did not come in time. Source: concurrent.futures.TimeoutError. */
export class TimeoutError extends Error {
  /** 'TimeoutError'. */
  override readonly name: string = 'TimeoutError';
  /** Always the same: it tells this error where `instanceof` cannot. */
  readonly code: string = 'EVERGREEN_FUTURE_TIMEOUT';
  constructor(message = 'the future did not finish in time', options?: ErrorOptions) {
    super(message, options);
  }
}
