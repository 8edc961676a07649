/** A stream over a net.Socket, which may have to connect first. */
import type { DuplexOptions } from 'node:stream';
import { type OnReadOpts, Socket, type SocketConnectOpts, type SocketConstructorOpts } from 'node:net';
import { ECANCELED } from '../errno.js';
import { enterHub } from '../enter-hub.js';
import { ACCESS_DENIED, errnoOf } from '../node-errno.js';
import { copyOut } from '../pieces.js';
import type { TakenDescriptor } from '../taken.js';
import { netIsDenied } from './permission.js';
import { NodeStream } from './stream.js';

/** Read no more than a chunk ahead: the owner has a buffer of its own. */
export const HIGH_WATER_MARK = 1;

/** The options of every socket here. It does not begin to read before readStart(). */
interface Options extends SocketConstructorOpts, DuplexOptions {
  /** Not documented; but without it, a descriptor would be read from ahead of time. */
  readonly manualStart: boolean;
}

export function socketOptions(options: SocketConstructorOpts): Options {
  return { ...options, allowHalfOpen: true, readableHighWaterMark: HIGH_WATER_MARK, manualStart: true };
}

export function newSocket(options: SocketConstructorOpts = {}): Socket {
  return new Socket(socketOptions(options));
}

/** The buffer of all sockets made with onread(): each copies out what has come. */
const readInto = Buffer.allocUnsafeSlow(64 * 1024);

/** An option for sockets that have to stop reading as soon as they are paused, and not after another chunk. */
export function onread(arrived: (chunk: Buffer) => void): SocketConstructorOpts & { onread: OnReadOpts } {
  const callback = (count: number, buffer: Uint8Array): true => {
    arrived(copyOut(buffer, 0, count));
    return true;
  };
  return { onread: { buffer: readInto, callback } };
}

/** From now on `socket`, when it is destroyed, closes its descriptor unless that is lost. */
export function owns(socket: Socket, descriptor: TakenDescriptor): void {
  const destroy = socket._destroy.bind(socket);
  socket._destroy = (error, callback) => {
    if (!descriptor.isLost) destroy(error, callback);
    else {
      // The handle cannot be closed: that would close the file that the number means now.
      socket.pause().unref();
      callback(error);
    }
    // It is still open if the handle had opened a terminal anew.
    descriptor.close();
  };
}

export class NodeSocket extends NodeStream {
  protected socket: Socket;

  constructor(socket = newSocket()) {
    super(socket);
    this.socket = socket;
  }

  /** `done` gets ECANCELED if the handle is closed before the request completes. */
  protected connectTo(
    options: SocketConnectOpts,
    done: (errno: number, syscall: string | undefined) => void,
  ): number {
    if (netIsDenied()) return ACCESS_DENIED;
    const { socket } = this;
    let connected = false;
    const tell = (): void => {
      const error: NodeJS.ErrnoException | null = socket.errored;
      if (connected) done(0, undefined);
      else if (error) done(errnoOf(error), error.syscall);
      else done(ECANCELED, undefined);
    };
    socket
      .once('connect', () => {
        connected = true;
        enterHub(this.hub, tell, undefined);
      })
      .once('close', () => {
        if (!connected) enterHub(this.hub, tell, undefined);
      })
      .connect(options);
    return 0;
  }
}
