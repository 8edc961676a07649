/**
 * What a process of a ProcessPoolExecutor begins with.
 */
import { processPort } from '../../handles/workers/process-port.js';
import { work } from './work.js';

void work(processPort());
