// Serves the built page until control-C, and prints its address; PORT in the environment is the port, any free one by default.
import { join } from 'node:path';
import { serve } from './static-server.js';

const { address } = await serve(join(import.meta.dirname, '../dist'), Number(process.env.PORT ?? 0));
console.log(`The playground: ${address}`);
