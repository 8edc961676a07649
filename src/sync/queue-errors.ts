/**
 * The errors of queues.
 */

/** Nothing to get. Source: queue.Empty. */
export class Empty extends Error {
  /** 'Empty'. */
  override readonly name: string = 'Empty';
  /** Always the same: it tells this error where `instanceof` cannot. */
  readonly code: string = 'EVERGREEN_EMPTY';
  constructor(message = 'the queue is empty', options?: ErrorOptions) {
    super(message, options);
  }
}

/** No place to put. Source: queue.Full. */
export class Full extends Error {
  /** 'Full'. */
  override readonly name: string = 'Full';
  /** Always the same: it tells this error where `instanceof` cannot. */
  readonly code: string = 'EVERGREEN_FULL';
  constructor(message = 'the queue is full', options?: ErrorOptions) {
    super(message, options);
  }
}

/** The queue was shut down. Source: queue.ShutDown. */
export class ShutDown extends Error {
  /** 'ShutDown'. */
  override readonly name: string = 'ShutDown';
  /** Always the same: it tells this error where `instanceof` cannot. */
  readonly code: string = 'EVERGREEN_SHUT_DOWN';
  constructor(message = 'the queue was shut down', options?: ErrorOptions) {
    super(message, options);
  }
}
