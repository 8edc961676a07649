/**
 * The work of a process of a ServerFarm.
 */
import { processPort } from '../../handles/workers/process-port.js';
import { serveInFarm } from '../farm/farm-server.js';

void serveInFarm(processPort());
