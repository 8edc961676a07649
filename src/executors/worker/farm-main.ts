/**
 * What a process of a ServerFarm begins with.
 */
import { processPort } from '../../handles/workers/process-port.js';
import { serveInFarm } from '../farm/farm-server.js';

void serveInFarm(processPort());
