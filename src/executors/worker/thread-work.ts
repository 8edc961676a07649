/**
 * The work of a thread of a ThreadPoolExecutor.
 */
import { threadPort } from '../../handles/workers/thread-port.js';
import { work } from './work.js';

void work(threadPort());
