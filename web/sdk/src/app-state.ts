import type { ServerFrame } from './gen/hongyan/client/v1/client_pb.js';
import type { Body } from './wire.js';

/**
 * Whether the app is in the background, and what the server has been told of it. A change during a login, or one that the
 * server could not take, is told as soon as it can be.
 */
export class AppState {
  readonly #request: (body: Body) => Promise<ServerFrame>;
  #background: boolean;
  #told: boolean;

  constructor(background: boolean, request: (body: Body) => Promise<ServerFrame>) {
    this.#background = background;
    this.#told = background;
    this.#request = request;
  }

  /** What a hello says. */
  inHello(): boolean {
    this.#told = this.#background;
    return this.#background;
  }

  /** Tells the server of a change; if that is not possible now, later. */
  change(background: boolean): void {
    this.#background = background;
    this.catchUp();
  }

  /** Tells the server again, if it knows something else. */
  catchUp(): void {
    const now = this.#background;
    if (this.#told === now) {
      return;
    }
    this.#told = now;
    const again = (): void => {
      this.#told = !now; // told with the next hello or beat
    };
    this.#request({ case: 'appState', value: { background: now } }).then(({ body }) => {
      if (body.case !== 'ack') {
        again();
      }
    }, again);
  }
}
