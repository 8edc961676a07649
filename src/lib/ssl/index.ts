/**
 * Python's ssl module: what Evergreen's lib.ssl has, over TLSStream.
 */
export { SSLError } from './errors.js';
export { SSLSocket, type SSLOptions, sslwrapSimple, wrapSocket } from './ssl-socket.js';
