/**
 * The work of a process of a ProcessPoolExecutor.
 */
import { processPort } from '../../handles/workers/process-port.js';
import { work } from './work.js';

void work(processPort());
