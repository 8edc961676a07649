// Serves the built page until control-C, and prints its address. The port is 8127, to which the documents link, or PORT in the
// environment; if it is in use, any that is free.
import { join } from 'node:path';
import { PORT } from './address.js';
import { serve } from './static-server.js';

const DIST = join(import.meta.dirname, '../dist');
const port = Number(process.env.PORT ?? PORT);

const { address } = await serve(DIST, port).catch((error: unknown) => {
  if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
  console.log(`Port ${port} is in use: links from the documents will not lead here.`);
  return serve(DIST, 0);
});
console.log(`The playground: ${address}`);
