/**
 * The file of a Unix socket. libuv removes the path that it was given when the listener is closed: whatever is there by then,
 * be it the file of a server that has taken its place, and relative to whatever folder the process is in by then. So the
 * socket is bound under a private name beside the wanted one, and then linked to that, which fails if there is anything; the
 * private name is gone at once. At the end the file is removed only if it is still the one that was made.
 *
 * (Programs that list sockets show the private name.) Where there are no hard links, it is renamed instead.
 */
import { isMainThread } from '#platform';
import { chmodSync, existsSync, linkSync, lstatSync, renameSync, unlinkSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { EADDRINUSE, EEXIST } from './errno.js';
import { LONGEST_PIPE_NAME } from './descriptor.js';
import { errnoOf } from './node-errno.js';

/** Letters of a private name, if there is room for them: as many as a number holds exactly. */
const LETTERS = 10;
/** How many private names are tried. */
const TRIES = 64;

export class SocketFile {
  /** Absolute. */
  readonly #path: string;
  readonly #device: number;
  readonly #inode: number;

  private constructor(path: string) {
    const { dev, ino } = lstatSync(path);
    this.#path = path;
    this.#device = dev;
    this.#inode = ino;
  }

  /** Bind, by `bind`, so that the socket's file is at `path`. Returns the error if that fails. */
  static make(path: string, bind: (path: string) => number): SocketFile | number {
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    const room = Math.min(LONGEST_PIPE_NAME - Buffer.byteLength(folder), LETTERS);
    const absolute = resolve(path);
    // (Some file systems take capitals for small letters.)
    const wanted = path.slice(folder.length).toLowerCase();
    for (const letters of privateNames(room)) {
      const name = folder + letters;
      if (letters === wanted) continue;
      const errno = bind(name);
      if (errno === 0) return SocketFile.#place(name, path.endsWith('/') ? `${absolute}/` : absolute);
      if (errno !== EADDRINUSE) return errno;
    }
    return EADDRINUSE;
  }

  static #place(name: string, path: string): SocketFile | number {
    try {
      move(name, path);
      return new SocketFile(path);
    } catch (error) {
      const errno = errnoOf(error as NodeJS.ErrnoException);
      return errno === EEXIST ? EADDRINUSE : errno;
    }
  }

  /** Remove it, if it is still there. */
  remove(): void {
    try {
      const { dev, ino } = lstatSync(this.#path);
      if (dev === this.#device && ino === this.#inode) unlinkSync(this.#path);
    } catch {
      // It is gone, or cannot be removed: libuv, too, would leave it.
    }
  }
}

/** Only its owner may use the file at `path`. Returns 0, or the error. */
export function makePrivate(path: string): number {
  try {
    chmodSync(path, 0o600);
    return 0;
  } catch (error) {
    return errnoOf(error as NodeJS.ErrnoException);
  }
}

/**
 * As `listen`, whose file is its owner's alone from the first moment on: it listens at once, so the mode cannot be set between. (In
 * other threads than the main one, which cannot set it for what is made, it is set right after, under the private name.)
 */
export function inPrivate(path: string, listen: (path: string) => number): number {
  if (!isMainThread) {
    const errno = listen(path);
    return errno < 0 ? errno : makePrivate(path);
  }
  const mask = process.umask(0o177);
  try {
    return listen(path);
  } finally {
    process.umask(mask);
  }
}

function move(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST' || existsSync(to)) throw error;
    renameSync(from, to);
    return;
  }
  unlinkSync(from);
}

/** In turn, from anywhere on: where a name has one letter only, each of them is tried. */
function* privateNames(room: number): Generator<string> {
  const count = 36 ** room;
  const first = Math.floor(Math.random() * count);
  for (let i = 0; i < Math.min(TRIES, count); i++)
    yield ((first + i) % count).toString(36).padStart(room, '0');
}

/**
 * Is its file for SocketFile to make? There is none for a name of the abstract namespace, nor on Windows; and under the
 * permission model the folder may be out of reach.
 */
export function hasOwnFile(path: string): boolean {
  if (process.platform === 'win32' || path.startsWith('\0')) return false;
  const { permission } = process as { permission?: NodeJS.ProcessPermission };
  const folder = dirname(resolve(path));
  return (
    permission === undefined || (permission.has('fs.write', folder) && permission.has('fs.read', folder))
  );
}
