/** Python's errno, with Linux's numbers. */
import { Dict } from '../dict.js';

export const EPERM = 1;
export const ENOENT = 2;
export const EINTR = 4;
export const EBADF = 9;
export const EAGAIN = 11;
export const EWOULDBLOCK = 11;
export const EACCES = 13;
export const EEXIST = 17;
export const EINVAL = 22;
export const EPIPE = 32;
export const EADDRINUSE = 98;
export const EADDRNOTAVAIL = 99;
export const ENETUNREACH = 101;
export const ECONNABORTED = 103;
export const ECONNRESET = 104;
export const EISCONN = 106;
export const ENOTCONN = 107;
export const ETIMEDOUT = 110;
export const ECONNREFUSED = 111;
export const EHOSTUNREACH = 113;
export const EINPROGRESS = 115;

export const errorcode = new Dict(
  Object.entries({
    EPERM,
    ENOENT,
    EINTR,
    EBADF,
    EAGAIN,
    EACCES,
    EEXIST,
    EINVAL,
    EPIPE,
    EADDRINUSE,
    EADDRNOTAVAIL,
    ENETUNREACH,
    ECONNABORTED,
    ECONNRESET,
    EISCONN,
    ENOTCONN,
    ETIMEDOUT,
    ECONNREFUSED,
    EHOSTUNREACH,
    EINPROGRESS,
  }).map(([name, number]) => [number, name]),
);
