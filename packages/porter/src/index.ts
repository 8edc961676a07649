/**
 * The porter of Python programs for Evergreen and gevent, as a function. The command `evergreen-port` stands on it.
 *
 * @module evergreen-port
 */
export { type InputFile, type OutputFile, type PortOptions, type Ported, port } from './port.js';
export type { FileReport, Remark, Report } from './report.js';
export { PythonSyntaxError } from './syntax.js';
