import { NO_MENTIONS, type ChatEvent, type UnreadMentions } from '../model.js';
import type { Kept } from './kept.js';
import type { UnreadCount } from './unread.js';

/** What the server said: exact at a head. */
interface Stated {
  readonly head: number;
  readonly named: readonly number[];
  readonly more: number;
}

/**
 * Which unread messages speak to the user by name, as numbers: those that a summary named, and what came since. Numbers
 * suffice for reading and recalling, whether the messages are here or not. Of many only the first are known by number.
 */
export class MentionCount {
  exact = true;
  readonly #me: string;
  readonly #kept: Kept;
  readonly #unread: UnreadCount; // which has the cursor
  readonly #namedMax: number;
  #named: number[] = []; // ascending
  #more = 0; // beyond the last that is named
  #doubted = false;
  #stated: Stated | null = null;

  constructor(me: string, kept: Kept, unread: UnreadCount, namedMax: number) {
    this.#me = me;
    this.#kept = kept;
    this.#unread = unread;
    this.#namedMax = namedMax;
  }

  /** Begins with what a store kept. */
  restore(saved: UnreadMentions): void {
    this.#take(saved.seqs, saved.count);
    this.exact = saved.exact;
  }

  /** Nothing earlier is kept any more, and it is not known what of it was read. */
  restart(): void {
    this.#take([], 0);
    this.#stated = null;
  }

  /** Takes a summary's word, as soon as all events up to its head are here. */
  state(head: number, seqs: readonly number[], count: number): void {
    this.read();
    const named = seqs.slice(0, this.#namedMax);
    this.#stated = { head, named, more: count - named.length };
    this.settle();
  }

  #take(seqs: readonly number[], count: number): void {
    this.#named = seqs.slice(0, this.#namedMax);
    this.#more = count - this.#named.length;
  }

  /** The cursor has moved; everything up to a seq is here. */
  read(have = this.#kept.have): void {
    const cursor = this.#unread.from;
    if (cursor >= have) {
      this.#take([], 0);
      this.exact = true;
      return;
    }
    this.#named = this.#named.filter((seq) => seq > cursor);
    this.#requireNames();
  }

  /** Where some are known by their number only as so many more, one of them has to be next. */
  #requireNames(): void {
    if (this.#more > 0 && this.#named.length === 0) {
      this.exact = false;
    }
  }

  /** Follows one more event. */
  follow(event: ChatEvent, knownBefore: readonly number[] = this.#named): void {
    const { seq, payload } = event;
    if (seq > this.#unread.from && this.#unread.counts(event) && payload.kind === 'message') {
      const isEdited = payload.editedSeq > 0;
      if (knownBefore.includes(seq) || (!isEdited && this.#isNamed(payload.content?.mentions))) {
        this.#add(seq);
      } else if (isEdited && !this.#isStated(event)) {
        this.exact = false; // whom it named when it was sent is not to be seen any more
      }
    }
    if (payload.kind === 'recalled') {
      this.#takeBack(event, payload.targetSeq);
    }
  }

  #isNamed(mentions: { readonly userIds: readonly string[]; readonly everyone: boolean } | undefined): boolean {
    return mentions !== undefined && (mentions.everyone || mentions.userIds.includes(this.#me));
  }

  #add(seq: number): void {
    if (this.#named.includes(seq)) {
      return;
    }
    if (this.#more === 0 && this.#named.length < this.#namedMax) {
      this.#named.push(seq);
    } else {
      this.#more++;
    }
  }

  #takeBack(event: ChatEvent, target: number): void {
    const mayBeUnnamed = this.#more > 0 && target > this.#unread.from && target > (this.#named.at(-1) ?? 0);
    if (this.#named.includes(target)) {
      this.#named = this.#named.filter((seq) => seq !== target);
      this.#requireNames();
    } else if (mayBeUnnamed && !this.#isStated(event)) {
      this.exact = false;
    }
  }

  /** Whether the server has said how it is after an event. */
  #isStated({ seq }: ChatEvent): boolean {
    return this.#stated !== null && seq <= this.#stated.head;
  }

  /** Once the stated head is reached: goes on from what was stated. */
  settle(): void {
    const known = this.#stated;
    if (known === null || this.#kept.have < known.head) {
      return;
    }
    this.#stated = null;
    const isOld = this.#kept.have > known.head;
    if (isOld && (this.exact || this.#kept.floor > known.head + 1)) {
      return; // nothing new; or what came since is not here to be added
    }
    const knownBefore = this.#named;
    this.#named = [...known.named];
    this.#more = known.more;
    this.exact = true;
    this.read(known.head);
    this.#kept.after(known.head).forEach((event) => this.follow(event, knownBefore));
  }

  /** The count. While events up to a stated head are still coming, what was stated is nearer the truth. */
  value(): UnreadMentions {
    const known = this.#stated;
    if (known === null || this.#kept.have >= known.head) {
      return this.#of(this.#named, this.#more, this.exact);
    }
    const cursor = this.#unread.from;
    return this.#of(
      known.named.filter((seq) => seq > cursor),
      cursor >= known.head ? 0 : known.more,
      known.more === 0,
    );
  }

  #of(seqs: readonly number[], more: number, exact: boolean): UnreadMentions {
    return exact && seqs.length + more === 0 ? NO_MENTIONS : { count: seqs.length + more, seqs: [...seqs], exact };
  }

  /** True once each time that the count becomes inexact. */
  becameInexact(): boolean {
    const news = !this.exact && !this.#doubted;
    this.#doubted = !this.exact;
    return news;
  }
}
