import type { Limits, ServerFrame } from '../gen/hongyan/client/v1/client_pb.js';
import { Pace } from '../login/pace.js';
import type { Body } from '../wire.js';
import type { Connection } from './connection.js';
import { ConnectionError } from './errors.js';

/** How many frames may wait; one more is not taken. */
const WAITING_MAX = 2_000;

interface Waiting {
  readonly body: Body;
  readonly answer: { resolve(frame: ServerFrame): void; reject(error: unknown): void } | null;
}

/** Sends no faster than the server allows; what has to wait, waits in order. */
export class PacedSender {
  readonly #connection: Connection;
  readonly #pace: Pace;
  #queue: Waiting[] = [];
  #timer: ReturnType<typeof setTimeout> | null = null;
  #closed = false;

  constructor(connection: Connection, limits: Limits | undefined) {
    this.#connection = connection;
    this.#pace = new Pace(limits?.framesPerSecond ?? 0, limits?.framesBurst ?? 0, performance.now());
  }

  request(body: Body): Promise<ServerFrame> {
    return new Promise((resolve, reject) => {
      if (!this.#offer({ body, answer: { resolve, reject } })) {
        reject(new ConnectionError('full', 'Too many frames wait to be sent.'));
      }
    });
  }

  send(body: Body): boolean {
    return this.#offer({ body, answer: null });
  }

  #offer(next: Waiting): boolean {
    if (this.#closed || this.#queue.length >= WAITING_MAX) {
      return false;
    }
    this.#queue.push(next);
    if (this.#timer === null) {
      this.#drain();
    }
    return true;
  }

  #drain(): void {
    this.#timer = null;
    while (!this.#closed && this.#queue.length > 0) {
      const wait = this.#pace.take(performance.now());
      if (wait > 0) {
        this.#timer = setTimeout(() => this.#drain(), wait);
        return;
      }
      const next = this.#queue.shift();
      if (next?.answer) {
        this.#connection.request(next.body).then(next.answer.resolve, next.answer.reject);
      } else if (next) {
        this.#connection.send(next.body);
      }
    }
  }

  /** Whatever still waits will not be sent. */
  close(): void {
    this.#closed = true;
    if (this.#timer !== null) {
      clearTimeout(this.#timer);
    }
    const waiting = this.#queue;
    this.#queue = [];
    waiting.forEach((left) => left.answer?.reject(new ConnectionError('closed', 'The connection is closed.')));
  }
}
