/**
 * What a thread of a ThreadPoolExecutor begins with: it loads the rest as its host loads modules.
 */
import { loadAsHost } from '../../handles/workers/as-host.js';

await loadAsHost(import.meta.url, '#thread-work');
