import type { ChatEvent, Conversation } from '../model.js';
import type { Kept } from './kept.js';

/**
 * Unread as a function of events: counted wherever all events beyond the cursor are kept; else what a summary stated,
 * and what came since.
 */
export class UnreadCount {
  firstSeq = 1;
  readSeq = 0;
  exact = true;
  readonly #me: string;
  readonly #kept: Kept;
  #count = 0;
  #doubted = false;
  /** What the server said: exact at a head, for a cursor. */
  #stated: { readonly head: number; readonly read: number; readonly count: number } | null = null;

  constructor(me: string, kept: Kept) {
    this.#me = me;
    this.#kept = kept;
  }

  /** Begins with what a store kept. */
  restore(saved: Conversation): void {
    this.firstSeq = saved.firstSeq;
    this.readSeq = saved.readSeq;
    this.#count = saved.unread;
  }

  /** Nothing earlier is kept any more, and it is not known what of it was read. */
  restart(): void {
    this.#count = 0;
    this.#stated = null;
  }

  /** Takes a summary's word, as soon as all events up to its head are here. */
  state(head: number, read: number, unread: number): void {
    this.readSeq = Math.max(this.readSeq, read);
    this.#stated = { head, read, count: unread };
    this.settle();
  }

  /**
   * What another device says; used where the events to count are no longer here. It may count events that are still coming:
   * then the server is to be asked.
   */
  override(unread: number): void {
    if (!this.#isCountable() && unread !== this.#count) {
      this.#count = unread;
      this.exact = false;
    }
  }

  /** Moves the cursor, forward only. True if it moved. */
  read(cursor: number): boolean {
    if (cursor <= this.readSeq) {
      return false;
    }
    this.readSeq = cursor;
    if (this.#isCountable()) {
      this.#recount();
    } else {
      this.exact = false;
    }
    return true;
  }

  /** Follows one more event, which is kept already; a message it takes back still has its content. */
  follow(event: ChatEvent): void {
    if (event.seq > this.from && this.counts(event)) {
      this.#count++;
    }
    if (event.payload.kind === 'recalled' && event.payload.targetSeq > this.from) {
      const message = this.#kept.get(event.payload.targetSeq);
      if (message === undefined) {
        this.exact = false;
      } else if (this.counts(message)) {
        this.#count--;
      }
    }
  }

  /** Once the stated head is reached: counts or, where that is impossible, goes on from what was stated. */
  settle(): void {
    const known = this.#stated;
    if (known === null || this.#kept.have < known.head) {
      return;
    }
    this.#stated = null;
    if (this.#isCountable()) {
      this.#recount();
    } else if (known.read !== this.readSeq || this.#kept.floor > known.head + 1) {
      this.exact = false;
    } else {
      this.exact = true;
      const since = this.#kept.after(known.head);
      this.#count =
        known.count + since.filter((event) => this.counts(event)).length - this.#takenBack(since, known.head);
    }
  }

  /** How many of the messages that the stated number still counted were taken back since. */
  #takenBack(since: readonly ChatEvent[], head: number): number {
    let taken = 0;
    for (const { payload } of since) {
      if (payload.kind !== 'recalled' || payload.targetSeq > head || payload.targetSeq <= this.from) {
        continue;
      }
      const message = this.#kept.get(payload.targetSeq);
      if (message === undefined) {
        this.exact = false;
      } else if (!(message.payload.kind === 'message' && message.payload.silent) && message.userId !== this.#me) {
        taken++;
      }
    }
    return taken;
  }

  #recount(): void {
    this.#count = this.#kept.after(this.from).filter((event) => this.counts(event)).length;
    this.exact = true;
  }

  /** Whether an event counts, wherever the cursor is. */
  counts({ payload, userId }: ChatEvent): boolean {
    return payload.kind === 'message' && payload.content !== null && !payload.silent && userId !== this.#me;
  }

  /** Whether every event that the cursor leaves unread is here to be counted. */
  #isCountable(): boolean {
    return this.#kept.floor <= this.from + 1;
  }

  /** Up to where nothing is unread. */
  get from(): number {
    return Math.max(this.readSeq, this.firstSeq - 1);
  }

  /** The count. While events up to a stated head are still coming, what was stated is nearer the truth. */
  value(): number {
    const known = this.#stated;
    return known !== null && this.#kept.have < known.head && known.read === this.readSeq ? known.count : this.#count;
  }

  /** True once each time that the count becomes inexact. */
  becameInexact(): boolean {
    const news = !this.exact && !this.#doubted;
    this.#doubted = !this.exact;
    return news;
  }
}
