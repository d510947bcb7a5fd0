import type { UserPresence } from './gen/hongyan/client/v1/client_pb.js';
import { RefusedError } from './connection/errors.js';
import type { Link } from './link.js';
import { toClosing } from './wire.js';

const PAUSE_MIN_MS = 1_000;
const PAUSE_MAX_MS = 30_000;

interface Wanted {
  readonly partners: boolean;
  readonly userIds: readonly string[];
}

/**
 * Whose presence the app wants to know: said at each login, and again after a pause if the server could not take it, since a
 * server tells nothing of users it was not asked about.
 */
export class PresenceWatch {
  readonly #link: Link;
  readonly #told: (users: readonly UserPresence[]) => void;
  readonly #refused: (error: RefusedError) => void;
  #wanted: Wanted | null = null;
  #pauseMs = PAUSE_MIN_MS;
  #epoch = 0;

  constructor(
    link: Link,
    told: (users: readonly UserPresence[]) => void,
    refused: (error: RefusedError) => void,
  ) {
    this.#link = link;
    this.#told = told;
    this.#refused = refused;
  }

  /** Takes the place of what was wanted before. */
  want(partners: boolean, userIds: readonly string[]): void {
    this.#wanted = { partners, userIds: [...userIds] };
    this.onUp();
  }

  onUp(): void {
    this.#epoch++;
    this.#pauseMs = PAUSE_MIN_MS;
    if (this.#wanted !== null) {
      void this.#ask(this.#wanted);
    }
  }

  /** Answers of an earlier connection come no more. */
  onDown(): void {
    this.#epoch++;
  }

  async #ask(wanted: Wanted): Promise<void> {
    const asked = this.#epoch;
    const { partners, userIds } = wanted;
    let retryAfterMs = 0;
    try {
      const { body } = await this.#link.request({
        case: 'watchPresence',
        value: { partners, userIds: [...userIds] },
      });
      if (asked !== this.#epoch) {
        return; // something else is wanted by now, or the next login says it again
      }
      if (body.case === 'presence') {
        this.#told(body.value.users);
        return;
      }
      if (body.case === 'error') {
        const error = toClosing(body.value);
        if (!error.retry) {
          this.#refused(new RefusedError(error));
          return;
        }
        retryAfterMs = error.retryAfterMs;
      }
    } catch {
      // no answer: asked again, or at the next login
    }
    if (this.#link.isUp) {
      setTimeout(
        () => {
          if (asked === this.#epoch) {
            void this.#ask(wanted);
          }
        },
        Math.max(this.#pauseMs, retryAfterMs),
      );
      this.#pauseMs = Math.min(PAUSE_MAX_MS, this.#pauseMs * 2);
    }
  }
}
