/**
 * Finding races: a program is run in every order that its tasklets could run in, or in many, and the order that fails can be run
 * again.
 *
 * @module evergreen-ts/explore
 */
export {
  ExplorationError,
  type Explored,
  LeftBehindError,
  LivelockError,
  NondeterminismError,
} from './errors.js';
export { type Exploration, explore, replay } from './explore.js';
export type { ExploreOptions, Progress } from './options.js';
