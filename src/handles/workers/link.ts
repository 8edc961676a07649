/**
 * The link to a worker, a thread or a process, as its host sees it; and the port at its other end. Messages are cloned.
 */

/** Receives what becomes of a worker. */
export interface LinkOwner {
  _onMessage(message: unknown): void;
  /** It has ended, and all it sent has come. `error`: what ended it, if that is known. */
  _onExit(code: number | null, signal: NodeJS.Signals | null, error: unknown): void;
}

export interface Link {
  /** Of a process. */
  readonly pid?: number | undefined;
  /** Throws what says that the message cannot be cloned; then nothing was sent. Nothing is sent to one that has ended. */
  post(message: unknown, transfer?: readonly object[]): void;
  /** Whether it keeps this process alive. It does at first. */
  keepAlive(on: boolean): void;
  /** End it at once, whatever it is doing. */
  terminate(): void;
}

export interface Port {
  /** As of a Link. */
  post(message: unknown): void;
  /** Receive messages, with the hub of this thread entered. */
  onMessage(receive: (message: unknown) => void): void;
  /** Called once with what is about to end this worker, as nobody has caught it. */
  onUncaught(call: (error: unknown) => void): void;
  /** Called when nobody is at the other end any more. */
  onGone(call: () => void): void;
  /** End this worker. */
  exit(): never;
}
