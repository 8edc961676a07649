// The readers and writers of a loop, over polls that are made up: what is watched when, who is readied, what happens to
// those whose descriptor went away.
import { expect } from 'chai';
import { LevelTriggered } from '../../src/loop/handler.js';
import type { Hub } from '../../src/loop/hub.js';
import { type Poll, Poller, READABLE, WRITABLE } from '../../src/loop/poller.js';
import type { Runnable } from '../../src/loop/runnable.js';

/** A poller, and everything about it: what it asks of its polls, and whom it puts on the ready queue. */
class Scene {
  readonly trace: unknown[] = [];
  readonly reported: unknown[] = [];
  readonly poller: Poller;
  readonly #ready: Runnable[] = [];
  readonly #arrived = new Map<number, (events: number) => void>();
  readonly #gone = new Map<number, Error>();

  constructor({ running = true } = {}) {
    this.poller = new Poller(
      (fd, arrived) => this.#open(fd, arrived),
      (error, handler) => this.reported.push([error.message, handler.cancelled]),
    );
    if (running) this.poller.start();
  }

  add(fd: number, event: number, callback: () => void): LevelTriggered {
    const owner = {
      hub: { ready: (entry: Runnable) => this.#ready.push(entry) } as unknown as Hub,
      settled: () => undefined,
      report: (error: unknown) => this.reported.push(error),
    };
    return this.poller.add(fd, event, (off) => new LevelTriggered(owner, callback, [], off));
  }

  /** A callback that says so. */
  says(text: string): () => void {
    return () => this.trace.push(text);
  }

  /** The system tells of these events. */
  arrive(fd: number, events: number): void {
    this.#arrived.get(fd)?.(events);
  }

  /** The descriptor goes away; whatever is opened under its number next is another. */
  lose(fd: number, error: Error): void {
    this.#gone.set(fd, error);
  }

  /** A turn of the hub: those who are ready run. */
  turn(): void {
    for (const entry of this.#ready.splice(0)) entry._run();
  }

  #open(fd: number, arrived: (events: number) => void): Poll {
    this.trace.push(`open ${fd}`);
    this.#gone.delete(fd);
    this.#arrived.set(fd, arrived);
    return {
      watch: (events) => this.trace.push(`watch ${fd}: ${events}`),
      check: () => this.#gone.get(fd),
      close: () => this.trace.push(`close ${fd}`),
    };
  }
}

describe('Poller', () => {
  it('has one poll a descriptor, for what its reader and its writer wait for', () => {
    const scene = new Scene();
    const reader = scene.add(3, READABLE, scene.says('reader'));
    scene.add(3, WRITABLE, scene.says('writer'));
    scene.add(4, WRITABLE, scene.says('other'));
    reader.cancel();
    expect(scene.poller.remove(3, WRITABLE)).to.equal(true);
    expect(scene.trace).to.deep.equal([
      ...['open 3', 'watch 3: 1', 'watch 3: 3'],
      ...['open 4', 'watch 4: 2'],
      ...['watch 3: 2', 'close 3'],
    ]);
  });

  it('readies those whom an event is for, the reader first', () => {
    const scene = new Scene();
    scene.add(3, WRITABLE, scene.says('writer'));
    scene.add(3, READABLE, scene.says('reader'));
    scene.trace.length = 0;
    for (const events of [READABLE, WRITABLE, READABLE | WRITABLE]) {
      scene.arrive(3, events);
      scene.turn();
    }
    expect(scene.trace).to.deep.equal(['reader', 'writer', 'reader', 'writer']);
  });

  it('readies nobody twice, however often an event is told before the turn', () => {
    const scene = new Scene();
    scene.add(3, READABLE, scene.says('reader'));
    scene.trace.length = 0;
    for (let i = 0; i < 3; i++) scene.arrive(3, READABLE);
    scene.turn();
    scene.turn();
    scene.arrive(3, READABLE);
    scene.turn();
    expect(scene.trace).to.deep.equal(['reader', 'reader']);
  });

  it('calls nobody who was cancelled after an event had come, nor who came after it', () => {
    const scene = new Scene();
    const first = scene.add(3, READABLE, scene.says('first'));
    scene.arrive(3, READABLE);
    first.cancel();
    scene.add(3, READABLE, scene.says('second'));
    scene.trace.length = 0;
    scene.turn();
    expect(scene.trace).to.deep.equal([]);
    scene.arrive(3, READABLE);
    scene.turn();
    expect(scene.trace).to.deep.equal(['second']);
  });

  it('refuses a second reader or writer, and the first stays', () => {
    const scene = new Scene();
    scene.add(3, READABLE, scene.says('reader'));
    scene.add(3, WRITABLE, scene.says('writer'));
    const trace = [...scene.trace];
    for (const [event, name] of [
      [READABLE, 'reader'],
      [WRITABLE, 'writer'],
    ] as const) {
      expect(() => scene.add(3, event, scene.says('second'))).to.throw(
        Error,
        `descriptor 3 has a ${name} already`,
      );
    }
    expect(scene.trace).to.deep.equal(trace);
  });

  it('tells whether there was one to remove', () => {
    const scene = new Scene();
    const handler = scene.add(3, READABLE, scene.says('reader'));
    expect(scene.poller.remove(3, WRITABLE)).to.equal(false);
    expect(scene.poller.remove(3, READABLE)).to.equal(true);
    expect(handler.cancelled).to.equal(true);
    expect(scene.poller.remove(3, READABLE)).to.equal(false);
    expect(scene.poller.remove(4, READABLE)).to.equal(false);
  });

  it('watches nothing while the loop does not run', () => {
    const scene = new Scene({ running: false });
    scene.add(3, READABLE, scene.says('reader'));
    scene.poller.start();
    scene.poller.stop();
    scene.add(3, WRITABLE, scene.says('writer'));
    expect(scene.trace).to.deep.equal([
      ...['open 3', 'watch 3: 0'],
      ...['watch 3: 1', 'watch 3: 0'],
      'watch 3: 0',
    ]);
  });

  it('takes both handlers off, and reports each, when an event comes and the descriptor has gone', () => {
    const scene = new Scene();
    const reader = scene.add(3, READABLE, scene.says('reader'));
    const writer = scene.add(3, WRITABLE, scene.says('writer'));
    scene.trace.length = 0;
    scene.lose(3, new Error('closed'));
    scene.arrive(3, READABLE);
    scene.turn();
    expect(scene.trace).to.deep.equal(['watch 3: 2', 'close 3']);
    expect([reader.cancelled, writer.cancelled]).to.deep.equal([true, true]);
    expect(scene.reported).to.deep.equal([
      ['closed', true],
      ['closed', true],
    ]);
  });

  it('notices that a descriptor has gone, too, when its number is used again', () => {
    const scene = new Scene();
    scene.add(3, READABLE, scene.says('old'));
    scene.lose(3, new Error('closed'));
    scene.add(3, READABLE, scene.says('new'));
    expect(scene.reported).to.deep.equal([['closed', true]]);
    scene.trace.length = 0;
    scene.arrive(3, READABLE);
    scene.turn();
    expect(scene.trace).to.deep.equal(['new']);
  });

  it('cancels and closes everything in the end', () => {
    const scene = new Scene();
    const handlers = [scene.add(3, READABLE, scene.says('a')), scene.add(3, WRITABLE, scene.says('b'))];
    handlers.push(scene.add(4, READABLE, scene.says('c')));
    scene.poller.clear();
    expect(handlers.map(({ cancelled }) => cancelled)).to.deep.equal([true, true, true]);
    expect(scene.trace.filter((what) => String(what).startsWith('close'))).to.deep.equal([
      'close 3',
      'close 4',
    ]);
    expect(scene.poller.remove(4, READABLE)).to.equal(false);
  });
});
