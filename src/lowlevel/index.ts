/**
 * What operations of one's own are written with.
 *
 * @module evergreen-ts/lowlevel
 */
import '../tasklet/event-loop.js'; // Whoever imports only this entry has a loop, too.
export { type ActionOptions, action } from '../park/action.js';
