/**
 * Exploring step by step, for tools such as the playground: a search that goes on after a failure, and a run whose choices are given.
 * Not part of the public contract.
 */
export { type Attempt, Search } from './search.js';
export { type Choice, type Played, type PlayedPoint, play } from './play.js';
