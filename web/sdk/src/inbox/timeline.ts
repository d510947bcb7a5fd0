import { NO_MENTIONS, type ChatEvent, type Conversation } from '../model.js';
import { became, withoutOldWords } from './became.js';
import { Facts } from './facts.js';
import type { OwnChange, Summary } from './input.js';
import { Kept } from './kept.js';
import type { InboxLimits } from './limits.js';
import { MentionCount } from './mentions.js';
import { UnreadCount } from './unread.js';

/** The first events of a new conversation that may still be under way when a later one is here. */
const UNDERWAY_MAX = 16;

/** What became of inputs: shown in order, and earlier events that they changed. */
export interface Advance {
  readonly shown: readonly ChatEvent[];
  readonly rewritten: readonly ChatEvent[];
}

/**
 * The events of one conversation, in order and without holes from a floor on. Events that come early wait for those
 * before them; those that come twice are ignored.
 *
 *     … forgotten │ floor … have │ gap │ ahead … knownHead
 */
export class Timeline {
  readonly facts: Facts;
  knownHead = 0;
  readonly #me: string;
  readonly #limits: InboxLimits;
  readonly #kept = new Kept();
  readonly #ahead = new Map<number, ChatEvent>();
  readonly #unread: UnreadCount;
  readonly #mentions: MentionCount;
  #started = false;

  constructor(id: string, me: string, limits: InboxLimits) {
    this.#me = me;
    this.#limits = limits;
    this.facts = new Facts(id, me);
    this.#unread = new UnreadCount(me, this.#kept);
    this.#mentions = new MentionCount(me, this.#kept, this.#unread, limits.mentionsMax);
  }

  /** Begins with what a store kept. */
  restore(saved: Conversation, events: readonly ChatEvent[]): void {
    this.#restartAt(saved.haveSeq + 1);
    this.facts.restore(saved);
    this.#kept.restore(events);
    this.#unread.restore(saved);
    this.#mentions.restore(saved.mentions);
  }

  /** Takes what the server says of the conversation as a whole, and the events that came with it. */
  adopt(summary: Summary, changes: readonly ChatEvent[]): void {
    const head = summary.headSeq;
    const last = changes.at(-1)?.seq ?? 0;
    if (!this.#started) {
      this.#restartAt(changes[0]?.seq ?? head + 1);
    } else if (summary.firstSeq > this.have + 1) {
      this.#restartAt(summary.firstSeq); // what lies between happened while the user was not there
    } else if (head - Math.max(this.have, last) > this.#limits.gapMax) {
      this.#restartAt(head + 1);
    }
    this.#unread.firstSeq = summary.firstSeq;
    this.facts.adopt(summary);
    this.#bringOut(head); // what the summary could not know
    this.heardOf(head);
    changes.forEach((event) => this.#keepAhead(event));
    this.#unread.state(head, summary.readSeq, summary.unread);
    this.#mentions.state(head, summary.mentionSeqs, summary.unreadMentions);
  }

  /** Takes one event, whatever its order. */
  offer(event: ChatEvent): void {
    const joining = event.seq > this.have && this.facts.joins(event);
    if (!this.#started || joining) {
      const hasPast = !joining && event.seq > 1;
      this.#restartAt(hasPast && this.#mayHaveOvertaken(event) ? 1 : event.seq);
      if (hasPast) {
        this.#doubt(); // only a summary knows it
      } else {
        this.#unread.exact = true;
        this.#mentions.exact = true;
        this.#unread.firstSeq = event.seq;
      }
    }
    this.#keepAhead(event);
  }

  #doubt(): void {
    this.#unread.exact = false;
    this.#mentions.exact = false;
  }

  /** Two people may write to each other for the first time at once: then the ack of the one overtakes the other's message. */
  #mayHaveOvertaken(event: ChatEvent): boolean {
    return this.facts.isPair && event.seq <= UNDERWAY_MAX;
  }

  /** Learns that an event exists. */
  heardOf(seq: number): void {
    this.knownHead = Math.max(this.knownHead, seq);
  }

  /** Moves the user's cursor, forward only and, like the server, not beyond the head. True if it moved. */
  read(seq: number): boolean {
    const moves = this.#unread.read(Math.min(seq, this.knownHead));
    if (moves) {
      this.#mentions.read();
    }
    return moves;
  }

  /** The user reads here, which takes a mark as unread away too. True if the server is to be told. */
  readOrUnmark(seq: number): boolean {
    const moves = this.read(seq);
    return this.readSeq > 0 && (this.facts.unmark() || moves);
  }

  /** What changed of the user's own, here or on another device. True if nothing before it is missing. */
  own(change: OwnChange): boolean {
    if (change.readSeq !== undefined) {
      this.heardOf(change.readSeq);
      this.read(change.readSeq);
    }
    if (change.unread !== undefined) {
      this.#unread.override(change.unread);
    }
    this.facts.own(change);
    if (change.archivedSeq !== undefined) {
      this.#bringOut(change.archivedSeq);
    }
    // What came before it was muted or unmuted, and is not here yet, may have brought it out of the archive.
    const isClear = change.muted === undefined || this.have >= (change.headSeq ?? 0) || this.facts.archivedSeq === 0;
    return this.facts.follow(change.ownVersion) && isClear;
  }

  #bringOut(afterSeq: number): void {
    this.#kept.after(afterSeq).forEach((event) => this.facts.bringOut(event));
  }

  /** The history that the user may see begins here. */
  beginsAt(first: number): void {
    if (this.#started && first > this.have + 1) {
      this.#restartAt(first);
      this.#unread.firstSeq = first;
      this.#doubt();
    }
  }

  /** Moves everything that now follows without a hole from ahead into the timeline. */
  advance(): Advance {
    const shown: ChatEvent[] = [];
    const rewritten = new Map<number, ChatEvent>();
    for (const seq of this.#ahead.keys()) {
      if (seq <= this.have) {
        this.#ahead.delete(seq);
      }
    }
    for (let next = this.#ahead.get(this.have + 1); next; next = this.#ahead.get(this.have + 1)) {
      this.#ahead.delete(next.seq);
      const event = this.#asKept(next);
      this.#kept.append(event);
      this.facts.apply(event);
      this.#unread.follow(event);
      this.#mentions.follow(event);
      this.#rewrite(event, rewritten);
      shown.push(event);
      this.#unread.settle();
      this.#mentions.settle();
    }
    this.#kept.trim(this.#limits.eventsMax);
    return { shown, rewritten: [...rewritten.values()] };
  }

  #asKept(next: ChatEvent): ChatEvent {
    const event = this.#numbered(next);
    return event.payload.kind === 'edited' ? withoutOldWords(event, this.#kept.get(event.payload.targetSeq)) : event;
  }

  /** One's own events are made from their ack, which does not tell how many before them do not count. */
  #numbered(event: ChatEvent): ChatEvent {
    const before = this.#kept.get(event.seq - 1);
    if (event.uncountable > 0 || before === undefined || before.uncountable === 0) {
      return event;
    }
    return { ...event, uncountable: before.uncountable + (event.payload.kind === 'message' ? 0 : 1) };
  }

  /** What was taken back or edited is kept nowhere; what was said to a message stands beside it. */
  #rewrite(event: ChatEvent, rewritten: Map<number, ChatEvent>): void {
    if (event.payload.kind !== 'recalled' && event.payload.kind !== 'edited' && event.payload.kind !== 'reacted') {
      return;
    }
    for (const earlier of this.#kept.after(event.payload.targetSeq - 1)) {
      const now = became(earlier, event, this.#me);
      if (now !== null) {
        this.#kept.replace(now);
        rewritten.set(now.seq, now);
      }
    }
  }

  #keepAhead(event: ChatEvent): void {
    this.heardOf(event.seq);
    if (event.seq > this.have && !this.#ahead.has(event.seq)) {
      this.#ahead.set(event.seq, event);
      if (this.#ahead.size > this.#limits.aheadMax) {
        this.#ahead.delete(Math.max(...this.#ahead.keys())); // asked for again when the gap is filled
      }
    }
  }

  #restartAt(seq: number): void {
    this.#started = true;
    this.#kept.restartAt(seq);
    this.heardOf(this.have);
    this.#unread.restart();
    this.#mentions.restart();
  }

  view(): Conversation {
    return this.facts.view({
      firstSeq: this.#unread.firstSeq,
      haveSeq: this.have,
      readSeq: this.#unread.readSeq,
      unread: this.facts.left ? 0 : this.#unread.value(),
      mentions: this.facts.left ? NO_MENTIONS : this.#mentions.value(),
    });
  }

  /** Those kept, ascending and without holes. */
  events(): readonly ChatEvent[] {
    return this.#kept.all();
  }

  get hasGap(): boolean {
    return this.knownHead > this.have;
  }

  /** Whether a count needs a word from the server. */
  get isInexact(): boolean {
    return !(this.#unread.exact && this.#mentions.exact) && !this.facts.left;
  }

  /** True once each time that a count becomes inexact. */
  becameInexact(): boolean {
    const ofUnread = this.#unread.becameInexact();
    return (this.#mentions.becameInexact() || ofUnread) && !this.facts.left;
  }

  get have(): number {
    return this.#kept.have;
  }

  get floor(): number {
    return this.#kept.floor;
  }

  get readSeq(): number {
    return this.#unread.readSeq;
  }
}
