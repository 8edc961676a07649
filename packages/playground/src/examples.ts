/**
 * The examples: what the page offers, in this order. Each is a file of examples/, those in Python of examples/python.
 */
export interface Example {
  /** As in links. */
  readonly name: string;
  readonly title: string;
}

export const EXAMPLES: readonly Example[] = [
  { name: 'hello', title: 'Hello' },
  { name: 'ping-pong', title: 'Ping-pong' },
  { name: 'producer-consumer', title: 'Producer and consumer' },
  { name: 'philosophers', title: 'Dining philosophers' },
  { name: 'lost-update', title: 'Lost update' },
  { name: 'lost-wake-up', title: 'Lost wake-up' },
  { name: 'time-limit', title: 'Time limit with cleanup' },
  { name: 'kill', title: 'Kill and finally' },
  { name: 'group', title: 'A group that fails' },
  { name: 'priority', title: 'Priority by hand' },
  { name: 'deadlock', title: 'Deadlock of two locks' },
  { name: 'echo', title: 'Echo over a memory pair' },
];

/** For the tab Python. */
export const PYTHON_EXAMPLES: readonly Example[] = [
  { name: 'python-workers', title: 'gevent: workers at a queue' },
  { name: 'python-bank', title: 'gevent: a lost update' },
  { name: 'python-channel', title: 'Evergreen: channel and event' },
  { name: 'python-refused', title: 'Something is refused' },
];
