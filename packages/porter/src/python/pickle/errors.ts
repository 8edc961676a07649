/** Errors of pickle. */
import { Exception } from '../exceptions.js';

export class PickleError extends Exception {}
export class PicklingError extends PickleError {}
export class UnpicklingError extends PickleError {}
export { AttributeError, BaseException, EOFError, ModuleNotFoundError, TypeError } from '../exceptions.js';
