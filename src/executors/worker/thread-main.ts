/**
 * What a thread of a ThreadPoolExecutor begins with.
 */
import { threadPort } from '../../handles/workers/thread-port.js';
import { work } from './work.js';

void work(threadPort());
