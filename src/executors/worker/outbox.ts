/**
 * What a worker reports: at the end of the turn, one message for all. But what has been ready for 0.3 ms is sent before the next task
 * begins or ends: that one may be long.
 */
import type { Port } from '../../handles/workers/link.js';
import { now, ready } from '../../loop/thread.js';
import { flatten } from '../flat-error.js';
import { KIND, type News, type Report, bundle } from '../protocol.js';

/** Seconds. */
const OLD = 0.0003;

export class Outbox {
  readonly #port: Port;
  #reports: Report[] = [];
  /** Of the first of them. */
  #since = 0;
  #last = 0;
  #asked = false;

  constructor(port: Port) {
    this.#port = port;
  }

  /** `soon`: whatever runs may go on for long. */
  add(report: Report, soon = false): void {
    const moment = now();
    if (this.#reports.length === 0) this.#since = moment;
    this.#reports.push(report);
    if (moment - (soon ? this.#last : this.#since) > OLD) this.flush();
    else if (!this.#asked) {
      this.#asked = true;
      ready(this);
    }
  }

  /** The end of the turn. */
  _run(): void {
    this.#asked = false;
    this.flush();
  }

  flush(): void {
    if (this.#reports.length === 0) return;
    const reports = this.#reports;
    this.#reports = [];
    this.#last = now();
    try {
      this.#send(reports);
    } catch {
      // One of them cannot be cloned. Each alone: only that task fails.
      for (const report of reports) this.#sendAlone(report);
    }
  }

  #sendAlone(report: Report): void {
    try {
      this.#send([report]);
    } catch (error) {
      // What says how far it is can be left out.
      if (report[1] !== KIND.PROGRESS) this.#send([[report[0], KIND.FAILED, flatten(error)]]);
    }
  }

  #send(reports: readonly Report[]): void {
    this.#port.post(bundle(reports) satisfies News);
  }
}
