/**
 * The classes of errors that are known on both sides: those of JavaScript, and all of this library's.
 */
import { DeadlockError, Interrupted, TaskletExit, TimeoutError } from '../errors.js';
import { CancelledError } from '../futures/errors.js';
import {
  BufferLimitError,
  IncompleteReadError,
  PipeError,
  StreamError,
  TCPError,
  TLSError,
  TTYError,
  UDPError,
} from '../io/errors.js';
import { ProcessError } from '../subprocess/error.js';
import { BrokenBarrierError } from '../sync/barrier.js';
import { ChannelClosed } from '../sync/channel.js';
import { Empty, Full, ShutDown } from '../sync/queue-errors.js';
import { BrokenExecutor, WorkerDied } from './errors.js';
import { ErrorClasses, named } from './flat-error.js';

/** The classes that every error is rebuilt with: JavaScript's and ours. */
export const KNOWN_ERRORS = new ErrorClasses(
  named({
    Error,
    AggregateError,
    EvalError,
    RangeError,
    ReferenceError,
    SyntaxError,
    TypeError,
    URIError,
    BrokenBarrierError,
    BrokenExecutor,
    BufferLimitError,
    CancelledError,
    ChannelClosed,
    DeadlockError,
    Empty,
    Full,
    IncompleteReadError,
    Interrupted,
    PipeError,
    ProcessError,
    ShutDown,
    StreamError,
    TCPError,
    TLSError,
    TTYError,
    TaskletExit,
    TimeoutError,
    UDPError,
    WorkerDied,
  }),
);
