import type { Change, LocalStore } from './store.js';

const RETRY_MIN_MS = 1_000;
const RETRY_MAX_MS = 30_000;

/** So many changes wait for a store that cannot write; beyond it nothing more is kept in this life. */
const WAITING_MAX = 10_000;

/**
 * Writes changes to a store in their order, those of a moment together, and says when they are safe. A store that cannot
 * write, for want of room perhaps, is asked again with growing pauses; what waits for safety waits as long.
 */
export class Journal {
  readonly #store: LocalStore;
  readonly #onFailure: (cause: unknown) => void;
  #waiting: Change[] = [];
  #callbacks: (() => void)[] = [];
  #writing: Promise<void> | null = null;
  #failures = 0;
  #gaveUp = false;

  constructor(store: LocalStore, onFailure: (cause: unknown) => void) {
    this.#store = store;
    this.#onFailure = onFailure;
  }

  /** Keeps a change, soon. */
  add(change: Change): void {
    if (this.#gaveUp) {
      return;
    }
    if (this.#waiting.length >= WAITING_MAX) {
      this.#gaveUp = true; // what waits for safety is not told: it comes again in the next life
      this.#waiting = [];
      this.#onFailure(new Error(`${WAITING_MAX} changes wait to be kept: nothing more is kept until the next start.`));
      return;
    }
    this.#waiting.push(change);
    this.#begin();
  }

  /** Calls back as soon as everything that was added so far is safe: at once if it is. */
  whenSafe(then: () => void): void {
    if (this.#waiting.length === 0 && this.#writing === null && !this.#gaveUp) {
      then();
    } else if (!this.#gaveUp) {
      this.#callbacks.push(then);
      this.#begin();
    }
  }

  #begin(): void {
    // A microtask later, so that what one frame leads to is written in one go.
    this.#writing ??= Promise.resolve().then(() => this.#write());
  }

  async #write(): Promise<void> {
    while (this.#waiting.length > 0 || this.#callbacks.length > 0) {
      const changes = this.#waiting;
      const callbacks = this.#callbacks;
      this.#waiting = [];
      this.#callbacks = [];
      try {
        if (changes.length > 0) {
          await this.#store.apply(changes);
        }
        this.#failures = 0;
      } catch (cause) {
        this.#waiting = [...changes, ...this.#waiting];
        this.#callbacks = [...callbacks, ...this.#callbacks];
        if (this.#failures++ === 0) {
          this.#onFailure(cause);
        }
        await new Promise((again) => setTimeout(again, Math.min(RETRY_MAX_MS, RETRY_MIN_MS * 2 ** this.#failures)));
        continue;
      }
      callbacks.forEach((then) => then());
    }
    this.#writing = null;
  }

  /** Everything added so far is safe, or cannot be made so. */
  async flushed(): Promise<void> {
    if (this.#writing !== null && this.#failures === 0) {
      await this.#writing;
    }
  }
}
