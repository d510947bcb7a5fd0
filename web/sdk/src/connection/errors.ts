import type { Closing } from '../login/reconnecting.js';

/** The server refused a request. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';

  /** A name of `ErrorCode` without its prefix, such as `NOT_A_MEMBER`. */
  readonly code: string;

  /** Whether the same may be tried again unchanged, and after how many milliseconds at the earliest. */
  readonly retry: boolean;
  readonly retryAfterMs: number;

  constructor(error: Closing) {
    super(error.message);
    this.code = error.code;
    this.retry = error.retry;
    this.retryAfterMs = error.retryAfterMs;
  }
}

/** A request had no answer: not logged in, the connection was lost, no answer came, or too much waits already. */
export class ConnectionError extends Error {
  override readonly name = 'ConnectionError';
  readonly reason: 'offline' | 'closed' | 'timeout' | 'full';

  constructor(reason: ConnectionError['reason'], message: string) {
    super(message);
    this.reason = reason;
  }
}
