/**
 * Watching a program while it runs: what blocks it, and a console to look into it. For Node only.
 *
 * @module evergreen-ts/monitor
 */
import '../tasklet/event-loop.js'; // Whoever imports only this entry has a loop, too.
export { monitor } from './monitor.js';
export { type Blocked, type WatchdogOptions, watchdog } from './watchdog.js';
