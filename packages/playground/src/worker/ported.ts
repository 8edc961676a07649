/**
 * The worker for programs that were ported from Python: it has the porter's runtime as well, from its sources, but for what needs
 * sockets and processes.
 */
import './offline.js';
import './buffer.js';
import './ported-modules.js';
import './main.js';
