import { AppState } from './app-state.js';
import { Connection } from './connection/connection.js';
import { ConnectionError } from './connection/errors.js';
import { PacedSender } from './connection/paced.js';
import type { ServerFrame, Welcome } from './gen/hongyan/client/v1/client_pb.js';
import { Platform } from './gen/hongyan/sessions/v1/session_pb.js';
import { afterEnd, type Closing } from './login/reconnecting.js';
import type { LinkOptions, LinkUser } from './link-user.js';
import type { ConnectionState } from './options.js';
import { fromPositions, toClosing, type Body } from './wire.js';

/** A connection that lasted this long was not a failure. */
const LASTED_MS = 10_000;

/** After a network came back, a connection that is alive answers within this. */
const NUDGED_ANSWER_WITHIN_MS = 2_500;

type Timer = ReturnType<typeof setTimeout>;

/** Stays logged in: connects, says hello, beats, and begins anew when a connection ended. */
export class Link {
  /** Whether the app is in the background. */
  readonly app: AppState;
  readonly #options: LinkOptions;
  readonly #user: LinkUser;
  #state: ConnectionState = 'waiting';
  #token: string | null = null;
  #tokenIsNew = false;
  #line: Connection | null = null;
  #sender: PacedSender | null = null;
  #beat: Timer | null = null;
  #moving: Timer | null = null;
  #again: Timer | null = null;
  #failures = 0;
  #onlineSince = 0;

  constructor(options: LinkOptions, user: LinkUser) {
    this.#options = options;
    this.#user = user;
    this.app = new AppState(options.background, (body) => this.request(body));
  }

  /** Connects, and logs in. */
  start(): void {
    this.#enter('connecting');
    this.#tokenIsNew = this.#token === null;
    const token = this.#token === null ? this.#options.tokens() : Promise.resolve(this.#token);
    token.then(
      (fetched) => {
        if (this.#state === 'connecting') {
          this.#token = fetched;
          try {
            this.#connect(fetched);
          } catch (failed) {
            this.#ended(null, `The address ${this.#options.url} cannot be connected to: ${sentence(failed)}`);
          }
        }
      },
      (failed: unknown) => this.#ended(null, `No token could be had: ${sentence(failed)}`),
    );
  }

  #connect(token: string): void {
    const line: Connection = new Connection(this.#options.url, this.#options.webSocket, {
      onOpen: () => this.#login(line, token),
      onFrame: (frame) => {
        if (this.#line !== line) {
          return;
        }
        if (frame.body.case === 'goAway') {
          this.#moveAfter(line, frame.body.value.reconnectAfterMs);
        } else {
          this.#user.onFrame(frame);
        }
      },
      onClosed: (closing, why) => {
        if (this.#line === line) {
          this.#ended(closing, why);
        }
      },
    });
    this.#line = line;
  }

  #login(line: Connection, token: string): void {
    line
      .request({
        case: 'hello',
        value: {
          token,
          deviceId: this.#options.deviceId,
          platform: Platform.WEB,
          background: this.app.inHello(),
          have: fromPositions(this.#user.have()),
          heartbeatMs: this.#options.heartbeatMs,
          agent: this.#options.agent,
        },
      })
      .then(
        ({ body }) => {
          if (this.#line !== line) {
            return;
          }
          if (body.case === 'welcome') {
            this.#up(line, body.value);
          } else if (body.case === 'error' && !body.value.closes) {
            this.#end(line, toClosing(body.value), body.value.message);
          } // else it closes, with the same error
        },
        (failed: unknown) => {
          if (this.#line === line) {
            this.#end(line, null, sentence(failed));
          }
        },
      );
  }

  #up(line: Connection, welcome: Welcome): void {
    this.#onlineSince = performance.now();
    this.#sender = new PacedSender(line, welcome.limits);
    this.#enter('online');
    this.#beatEvery(Math.max(1_000, welcome.heartbeatMs * 0.9)); // a little early: silence closes
    this.#user.onUp(welcome);
    this.app.catchUp();
  }

  #beatEvery(ms: number): void {
    this.#beat = setTimeout(() => {
      this.#ping();
      this.#beatEvery(ms);
    }, ms);
  }

  /** The answer tells what was missed; none tells that the connection is dead. */
  #ping(withinMs?: number): void {
    const line = this.#line;
    if (line === null || this.#sender === null) {
      return;
    }
    this.#user.onPing();
    this.app.catchUp();
    const late =
      withinMs === undefined ? null : setTimeout(() => this.#noPong(line), withinMs);
    this.request({ case: 'ping', value: {} }).then(
      (pong) => {
        if (late !== null) {
          clearTimeout(late);
        }
        if (this.#line === line) {
          this.#user.onPong(pong);
        }
      },
      () => {
        if (late !== null) {
          clearTimeout(late);
        }
        this.#noPong(line);
      },
    );
  }

  #noPong(line: Connection): void {
    if (this.#line === line) {
      this.#end(line, null, 'The server did not answer a ping.');
    }
  }

  /**
   * Something changed that may mean a network came or went: a pause is cut short, and a connection that seems alive has
   * to show it.
   */
  nudge(): void {
    if (this.#state === 'waiting') {
      this.#startAgain();
    } else if (this.#state === 'online') {
      this.#ping(NUDGED_ANSWER_WITHIN_MS);
    }
  }

  /** The server leaves: stay until it is time, then log in elsewhere. */
  #moveAfter(line: Connection, ms: number): void {
    this.#moving ??= setTimeout(() => {
      if (this.#line === line) {
        this.#down();
        line.close();
        this.start();
      }
    }, ms);
  }

  #end(line: Connection, closing: Closing | null, why: string): void {
    this.#line = null;
    line.close(why);
    this.#ended(closing, why);
  }

  #ended(closing: Closing | null, why: string): void {
    if (this.#state === 'stopped') {
      return;
    }
    const lasted = this.#sender !== null && performance.now() - this.#onlineSince > LASTED_MS;
    this.#failures = lasted ? 0 : this.#failures + 1;
    this.#down();
    const next = afterEnd(closing, this.#failures, this.#tokenIsNew, Math.random());
    if (next.kind === 'stop') {
      this.#enter('stopped', next.why);
      return;
    }
    this.#token = next.newToken ? null : this.#token;
    this.#enter('waiting', why, Date.now() + next.afterMs);
    this.#again = setTimeout(() => this.#startAgain(), next.afterMs);
  }

  #startAgain(): void {
    if (this.#state === 'waiting') {
      this.#again = cleared(this.#again);
      this.start();
    }
  }

  #down(): void {
    this.#line = null;
    this.#beat = cleared(this.#beat);
    this.#moving = cleared(this.#moving);
    this.#again = cleared(this.#again);
    const over = this.#sender;
    if (over !== null) {
      this.#sender = null;
      over.close();
      this.#user.onDown();
    }
  }

  /** Logs out, and does not come back. */
  stop(): void {
    if (this.#state === 'stopped') {
      return;
    }
    const last = this.#line;
    this.#sender?.send({ case: 'bye', value: {} });
    this.#enter('stopped', 'Closed by the app.');
    this.#down();
    last?.close();
  }

  /** Loses the connection without a word, as a phone does in a tunnel. */
  drop(): void {
    this.#line?.close('Dropped by the app.');
  }

  /** Sends a frame with an answer; rejects at once if not logged in. */
  request(body: Body): Promise<ServerFrame> {
    return (
      this.#sender?.request(body) ?? Promise.reject(new ConnectionError('offline', 'Not logged in.'))
    );
  }

  /** Sends a frame without an answer; false if that is not possible now. */
  send(body: Body): boolean {
    return this.#sender?.send(body) ?? false;
  }

  get isUp(): boolean {
    return this.#sender !== null;
  }

  get state(): ConnectionState {
    return this.#state;
  }

  #enter(next: ConnectionState, why = '', retryAtMs: number | null = null): void {
    if (this.#state !== next || retryAtMs !== null) {
      this.#state = next;
      this.#user.onState(next, why, retryAtMs);
    }
  }
}

function cleared(timer: Timer | null): null {
  if (timer !== null) {
    clearTimeout(timer);
  }
  return null;
}

function sentence(failed: unknown): string {
  return failed instanceof Error ? failed.message : String(failed);
}
