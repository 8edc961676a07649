/**
 * The numbers of libuv's errors, as constants, and back to names and texts. They are negative, and the system's own where it
 * has the error; what libuv adds (EOF, EAI_*) begins at -3000. The list is that of libuv 1.51.
 *
 * Source: pyuv.errno.
 */
import { constants } from 'node:os';
import { getSystemErrorMap } from 'node:util';
import { kindOf } from '../check.js';

const known = getSystemErrorMap();
const numbers = new Map([...known].map(([number, [name]]) => [name, number]));

/** libuv's number; for a name that this Node does not know, the system's, or else `other`, which is Linux's. */
function number(name: string, other: number): number {
  const ofSystem: number | undefined = (constants.errno as Partial<Record<string, number>>)[name];
  return numbers.get(name) ?? (ofSystem === undefined ? other : -ofSystem);
}

/** The names, by number. */
export const errorcode: Readonly<Record<number, string>> = Object.freeze(
  Object.fromEntries([...known].map(([number, [name]]) => [number, name])),
);

/**
 * The text of an error; for a number that is none of libuv's 'Unknown error' and the number. TypeError unless it is a number.
 *
 * Source: pyuv.errno.strerror.
 */
export function strerror(errorno: number): string {
  if (typeof errorno !== 'number')
    throw new TypeError(`strerror() needs the number of an error, not ${kindOf(errorno)}`);
  return known.get(errorno)?.[1] ?? `Unknown error ${errorno}`;
}

/** Argument list too long. */
export const E2BIG = number('E2BIG', -7);
/** Permission denied. */
export const EACCES = number('EACCES', -13);
/** Address already in use. */
export const EADDRINUSE = number('EADDRINUSE', -98);
/** Address not available. */
export const EADDRNOTAVAIL = number('EADDRNOTAVAIL', -99);
/** Address family not supported. */
export const EAFNOSUPPORT = number('EAFNOSUPPORT', -97);
/** Resource temporarily unavailable. */
export const EAGAIN = number('EAGAIN', -11);
/** Address family not supported. */
export const EAI_ADDRFAMILY = number('EAI_ADDRFAMILY', -3000);
/** Temporary failure. */
export const EAI_AGAIN = number('EAI_AGAIN', -3001);
/** Bad ai_flags value. */
export const EAI_BADFLAGS = number('EAI_BADFLAGS', -3002);
/** Invalid value for hints. */
export const EAI_BADHINTS = number('EAI_BADHINTS', -3013);
/** Request canceled. */
export const EAI_CANCELED = number('EAI_CANCELED', -3003);
/** Permanent failure. */
export const EAI_FAIL = number('EAI_FAIL', -3004);
/** Ai_family not supported. */
export const EAI_FAMILY = number('EAI_FAMILY', -3005);
/** Out of memory. */
export const EAI_MEMORY = number('EAI_MEMORY', -3006);
/** No address. */
export const EAI_NODATA = number('EAI_NODATA', -3007);
/** Unknown node or service. */
export const EAI_NONAME = number('EAI_NONAME', -3008);
/** Argument buffer overflow. */
export const EAI_OVERFLOW = number('EAI_OVERFLOW', -3009);
/** Resolved protocol is unknown. */
export const EAI_PROTOCOL = number('EAI_PROTOCOL', -3014);
/** Service not available for socket type. */
export const EAI_SERVICE = number('EAI_SERVICE', -3010);
/** Socket type not supported. */
export const EAI_SOCKTYPE = number('EAI_SOCKTYPE', -3011);
/** Connection already in progress. */
export const EALREADY = number('EALREADY', -114);
/** Bad file descriptor. */
export const EBADF = number('EBADF', -9);
/** Resource busy or locked. */
export const EBUSY = number('EBUSY', -16);
/** Operation canceled. */
export const ECANCELED = number('ECANCELED', -125);
/** Invalid Unicode character. */
export const ECHARSET = number('ECHARSET', -4080);
/** Software caused connection abort. */
export const ECONNABORTED = number('ECONNABORTED', -103);
/** Connection refused. */
export const ECONNREFUSED = number('ECONNREFUSED', -111);
/** Connection reset by peer. */
export const ECONNRESET = number('ECONNRESET', -104);
/** Destination address required. */
export const EDESTADDRREQ = number('EDESTADDRREQ', -89);
/** File already exists. */
export const EEXIST = number('EEXIST', -17);
/** Bad address in system call argument. */
export const EFAULT = number('EFAULT', -14);
/** File too large. */
export const EFBIG = number('EFBIG', -27);
/** Inappropriate file type or format. */
export const EFTYPE = number('EFTYPE', -4028);
/** Host is down. */
export const EHOSTDOWN = number('EHOSTDOWN', -112);
/** Host is unreachable. */
export const EHOSTUNREACH = number('EHOSTUNREACH', -113);
/** Illegal byte sequence. */
export const EILSEQ = number('EILSEQ', -84);
/** Interrupted system call. */
export const EINTR = number('EINTR', -4);
/** Invalid argument. */
export const EINVAL = number('EINVAL', -22);
/** I/o error. */
export const EIO = number('EIO', -5);
/** Socket is already connected. */
export const EISCONN = number('EISCONN', -106);
/** Illegal operation on a directory. */
export const EISDIR = number('EISDIR', -21);
/** Too many symbolic links encountered. */
export const ELOOP = number('ELOOP', -40);
/** Too many open files. */
export const EMFILE = number('EMFILE', -24);
/** Too many links. */
export const EMLINK = number('EMLINK', -31);
/** Message too long. */
export const EMSGSIZE = number('EMSGSIZE', -90);
/** Name too long. */
export const ENAMETOOLONG = number('ENAMETOOLONG', -36);
/** Network is down. */
export const ENETDOWN = number('ENETDOWN', -100);
/** Network is unreachable. */
export const ENETUNREACH = number('ENETUNREACH', -101);
/** File table overflow. */
export const ENFILE = number('ENFILE', -23);
/** No buffer space available. */
export const ENOBUFS = number('ENOBUFS', -105);
/** No data available. */
export const ENODATA = number('ENODATA', -61);
/** No such device. */
export const ENODEV = number('ENODEV', -19);
/** No such file or directory. */
export const ENOENT = number('ENOENT', -2);
/** Exec format error. */
export const ENOEXEC = number('ENOEXEC', -8);
/** Not enough memory. */
export const ENOMEM = number('ENOMEM', -12);
/** Machine is not on the network. */
export const ENONET = number('ENONET', -64);
/** Protocol not available. */
export const ENOPROTOOPT = number('ENOPROTOOPT', -92);
/** No space left on device. */
export const ENOSPC = number('ENOSPC', -28);
/** Function not implemented. */
export const ENOSYS = number('ENOSYS', -38);
/** Socket is not connected. */
export const ENOTCONN = number('ENOTCONN', -107);
/** Not a directory. */
export const ENOTDIR = number('ENOTDIR', -20);
/** Directory not empty. */
export const ENOTEMPTY = number('ENOTEMPTY', -39);
/** Socket operation on non-socket. */
export const ENOTSOCK = number('ENOTSOCK', -88);
/** Operation not supported on socket. */
export const ENOTSUP = number('ENOTSUP', -95);
/** Inappropriate ioctl for device. */
export const ENOTTY = number('ENOTTY', -25);
/** No such device or address. */
export const ENXIO = number('ENXIO', -6);
/** End of file. */
export const EOF = number('EOF', -4095);
/** Value too large for defined data type. */
export const EOVERFLOW = number('EOVERFLOW', -75);
/** Operation not permitted. */
export const EPERM = number('EPERM', -1);
/** Broken pipe. */
export const EPIPE = number('EPIPE', -32);
/** Protocol error. */
export const EPROTO = number('EPROTO', -71);
/** Protocol not supported. */
export const EPROTONOSUPPORT = number('EPROTONOSUPPORT', -93);
/** Protocol wrong type for socket. */
export const EPROTOTYPE = number('EPROTOTYPE', -91);
/** Result too large. */
export const ERANGE = number('ERANGE', -34);
/** Remote I/O error. */
export const EREMOTEIO = number('EREMOTEIO', -121);
/** Read-only file system. */
export const EROFS = number('EROFS', -30);
/** Cannot send after transport endpoint shutdown. */
export const ESHUTDOWN = number('ESHUTDOWN', -108);
/** Socket type not supported. */
export const ESOCKTNOSUPPORT = number('ESOCKTNOSUPPORT', -94);
/** Invalid seek. */
export const ESPIPE = number('ESPIPE', -29);
/** No such process. */
export const ESRCH = number('ESRCH', -3);
/** Connection timed out. */
export const ETIMEDOUT = number('ETIMEDOUT', -110);
/** Text file is busy. */
export const ETXTBSY = number('ETXTBSY', -26);
/** Protocol driver not attached. */
export const EUNATCH = number('EUNATCH', -49);
/** Cross-device link not permitted. */
export const EXDEV = number('EXDEV', -18);
/** Unknown error. */
export const UNKNOWN = number('UNKNOWN', -4094);
