/** A stream over a net.Socket, which may have to connect first. */
import type { Socket, SocketConnectOpts } from 'node:net';
import { ECANCELED } from '../../errno.js';
import { enterHub } from '../enter-hub.js';
import { errnoOf } from './errors.js';
import { NodeStream } from './stream.js';

export class NodeSocket extends NodeStream {
  protected socket: Socket;

  constructor(socket: Socket) {
    super(socket);
    this.socket = socket;
  }

  /** Go on with another. */
  protected replace(socket: Socket): void {
    this.socket = socket;
    this.use(socket);
  }

  /** `done` of the end of it, with an error if the handle is closed before. */
  protected connectTo(options: SocketConnectOpts, done: (errno: number) => void): number {
    let over = false;
    const tell = (errno: number): void => {
      if (over) return;
      over = true;
      enterHub(this.hub, done, errno);
    };
    this.socket
      .once('connect', () => tell(0))
      .once('error', (error) => tell(errnoOf(error)))
      .once('close', () => tell(ECANCELED))
      .connect(options);
    return 0;
  }
}
