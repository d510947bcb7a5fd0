/** What a server said as it closed. */
export interface Closing {
  /** A name of `ErrorCode` without its prefix; `INTERNAL` for one that this client does not know. */
  readonly code: string;
  readonly message: string;
  readonly retry: boolean;
  readonly retryAfterMs: number;
}

/** What follows a connection that ended: log in again after a pause, perhaps with another token, or stay away. */
export type Next =
  | { readonly kind: 'login'; readonly afterMs: number; readonly newToken: boolean }
  | { readonly kind: 'stop'; readonly why: string };

/** Before the first attempt, before jitter. */
export const PAUSE_MIN_MS = 500;

/** The longest pause, before jitter. */
export const PAUSE_MAX_MS = 30_000;

const DOUBLINGS_MAX = 10;

/**
 * Decides what to do after a connection ended. Pure.
 *
 * @param closing what the server said at the end, if it said anything
 * @param failures how many connections in a row ended soon, this one included; 0 if it had lasted
 * @param tokenWasNew whether the token had been fetched for this login
 * @param random 0 to 1
 */
export function afterEnd(closing: Closing | null, failures: number, tokenWasNew: boolean, random: number): Next {
  if (closing === null) {
    return { kind: 'login', afterMs: pauseMs(failures, random), newToken: false };
  }
  switch (closing.code) {
    case 'TOKEN_EXPIRED':
      return { kind: 'login', afterMs: failures > 1 ? pauseMs(failures, random) : 0, newToken: true };
    case 'TOKEN_INVALID':
    case 'TOKEN_REVOKED':
      // Keys may have changed since an old token was made, and one that was taken back may have a good successor; a new one
      // that is refused will be refused again.
      return tokenWasNew
        ? { kind: 'stop', why: closing.message }
        : { kind: 'login', afterMs: pauseMs(failures, random), newToken: true };
    default:
      return closing.retry
        ? { kind: 'login', afterMs: Math.max(closing.retryAfterMs, pauseMs(failures, random)), newToken: false }
        : { kind: 'stop', why: closing.message };
  }
}

/**
 * A pause of which all is jitter, up to a bound that doubles with each failure. Pages in browsers notice the end of a
 * server in the same millisecond, more than phones do: half of it, as phones have, would leave their crowd a crowd.
 */
export function pauseMs(failures: number, random: number): number {
  const doublings = Math.min(Math.max(failures - 1, 0), DOUBLINGS_MAX);
  return Math.round(Math.min(PAUSE_MAX_MS, PAUSE_MIN_MS * 2 ** doublings) * random);
}
