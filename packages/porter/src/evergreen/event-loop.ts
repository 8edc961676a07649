/** Evergreen's event loop. */
import { EventLoop as Loop } from 'evergreen-ts';
import { RuntimeError } from '../python/exceptions.js';

/** An event loop that cannot be stopped before it was started. */
export class EventLoop extends Loop {
  #isStarted = false;

  override run(): Promise<void> {
    this.#isStarted = true;
    return super.run();
  }

  override runForever(): Promise<void> {
    this.#isStarted = true;
    return super.runForever();
  }

  override stop(): void {
    if (!this.#isStarted && !this.running) throw new RuntimeError('event loop has not been started yet');
    super.stop();
  }
}
