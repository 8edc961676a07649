/**
 * The races of this folder, by their names. Each is a program with a bug, and the same with a cure.
 */
import type { Op } from 'evergreen-ts';
import type { ExploreOptions } from 'evergreen-ts/explore';
import * as aba from './aba.js';
import * as abba from './abba.js';
import * as checkThenAct from './check-then-act.js';
import * as halfMade from './half-made.js';
import * as ifForWhile from './if-for-while.js';
import * as leaderKilled from './leader-killed.js';
import * as leakedPermit from './leaked-permit.js';
import * as livelock from './livelock.js';
import * as lostUpdate from './lost-update.js';
import * as lostWakeup from './lost-wakeup.js';
import * as notifyForNotifyAll from './notify-for-notify-all.js';
import * as philosophers from './philosophers.js';
import * as readersAndWriters from './readers-and-writers.js';
import * as sleepForJoin from './sleep-for-join.js';
import * as timeoutAgainstValue from './timeout-against-value.js';
import * as useAfterClose from './use-after-close.js';

export interface Race {
  /** What it takes to find it, besides another order. */
  readonly options?: ExploreOptions;
  readonly bug: () => Op<void>;
  readonly cure: () => Op<void>;
}

export const races: Readonly<Record<string, Race>> = {
  'lost-update': lostUpdate,
  'check-then-act': checkThenAct,
  'readers-and-writers': readersAndWriters,
  'half-made': halfMade,
  'use-after-close': useAfterClose,
  aba,
  abba,
  philosophers,
  livelock,
  'lost-wakeup': lostWakeup,
  'notify-for-notify-all': notifyForNotifyAll,
  'if-for-while': ifForWhile,
  'leaked-permit': leakedPermit,
  'leader-killed': leaderKilled,
  'sleep-for-join': sleepForJoin,
  'timeout-against-value': timeoutAgainstValue,
};
