/**
 * The state that a trace leads to, event by event: who is ready, who waits on what. state-at.ts says what users see of it.
 *
 * Ids count per loop, so a tasklet that is spawned under an id that is known begins another loop, of which nothing is known yet.
 */
import type { WaitingOn } from '../tasklet/instruments.js';
import type { TraceEvent } from './event.js';

export class State {
  running: number | undefined = undefined;
  /** In the order in which they became ready. */
  ready = new Set<number>();
  parked = new Map<number, WaitingOn>();
  /** What those on the ready queue were parked on: one whose interrupt is withdrawn is parked there again. */
  left = new Map<number, WaitingOn>();
  timers = new Map<number, number>();
  ended = new Set<number>();
  names = new Map<number, string>();

  /** A state like this one, which goes on by itself. */
  copy(): State {
    const copy = new State();
    copy.running = this.running;
    copy.ready = new Set(this.ready);
    copy.parked = new Map(this.parked);
    copy.left = new Map(this.left);
    copy.timers = new Map(this.timers);
    copy.ended = new Set(this.ended);
    copy.names = new Map(this.names);
    return copy;
  }

  /** How much is in it. */
  get size(): number {
    const { ready, parked, timers, ended, names } = this;
    return ready.size + parked.size + timers.size + ended.size + names.size;
  }

  apply(event: TraceEvent): void {
    switch (event.kind) {
      case 'spawned':
        if (this.names.has(event.tasklet)) Object.assign(this, new State());
        this.names.set(event.tasklet, event.name);
        break;
      case 'readied':
        this.#ready(event.tasklet, event.handed);
        break;
      case 'retracted':
        this.ready.delete(event.tasklet);
        this.#park(event.tasklet, this.left.get(event.tasklet));
        break;
      case 'resumed':
        this.ready.delete(event.tasklet);
        this.left.delete(event.tasklet);
        this.running = event.tasklet;
        break;
      case 'parked':
        this.#stop(event.tasklet);
        this.#park(event.tasklet, event.on);
        break;
      case 'ended':
        this.#stop(event.tasklet);
        this.ready.delete(event.tasklet);
        this.parked.delete(event.tasklet);
        this.left.delete(event.tasklet);
        this.ended.add(event.tasklet);
        break;
      case 'timer':
        if (event.state === 'set') this.timers.set(event.timer, event.due);
        else this.timers.delete(event.timer);
        break;
      case 'interrupted':
      case 'idle':
        break;
    }
  }

  #ready(tasklet: number, handed: number | undefined): void {
    const on = this.parked.get(tasklet);
    if (on !== undefined) this.left.set(tasklet, on);
    this.parked.delete(tasklet);
    this.ready.add(tasklet);
    if (handed === undefined) return;
    // Those that go on waiting wait for the new owner.
    for (const [waiter, wait] of this.parked)
      if (wait.object === handed && wait.owner !== undefined)
        this.parked.set(waiter, { ...wait, owner: tasklet });
  }

  #park(tasklet: number, on: WaitingOn | undefined): void {
    if (on !== undefined) this.parked.set(tasklet, on);
    this.left.delete(tasklet);
  }

  #stop(tasklet: number): void {
    if (this.running === tasklet) this.running = undefined;
  }
}
