import type { Mentions } from '../../src/content.js';
import { DEFAULT_LIMITS } from '../../src/inbox/limits.js';
import { DEFAULT_RULES, newMessage, type ChatEvent, type Message, type Payload, type Position } from '../../src/model.js';
import type { Changes, ConversationPage, HistoryPage, Summary, Sums, SyncPage, Welcomed } from '../../src/inbox/input.js';

export const ME = 'me';

/** What a server knows, in the simplest words: lists of events, and unread counted anew whenever asked. */
export class ModelServer {
  readonly #logs = new Map<string, ChatEvent[]>();
  readonly #readSeqs = new Map<string, number>();
  readonly muted = new Set<string>();
  readonly pinned = new Set<string>();
  readonly archived = new Set<string>();
  readonly marked = new Set<string>();
  readonly #versions = new Map<string, number>();
  readonly #reactions = new Map<string, Set<string>>();
  readonly #mentions = new Map<string, Set<number>>(); // as messages were first sent
  readonly #pageSize: number;
  readonly #namedMax: number;

  constructor(pageSize: number, namedMax = DEFAULT_LIMITS.mentionsMax) {
    this.#pageSize = pageSize;
    this.#namedMax = namedMax;
  }

  message(id: string, sender: string, silent: boolean, mentions?: Mentions): ChatEvent {
    const text = `text ${this.log(id).length}`;
    const event = this.#append(id, sender, newMessage({ kind: 'text', text, ...(mentions && { mentions }) }, '', silent));
    if (mentions?.everyone || mentions?.userIds.includes(ME)) {
      this.#mentions.set(id, (this.#mentions.get(id) ?? new Set()).add(event.seq));
    }
    return event;
  }

  /** Takes a message back; the conversation is unchanged if there is no such message. */
  recall(id: string, target: number): ChatEvent[] {
    const found = this.#message(id, target);
    if (found === null) {
      return [];
    }
    const event = this.#append(id, found.userId, { kind: 'recalled', targetSeq: target });
    const nothing = { content: null, editedSeq: 0, editedMs: 0, reactions: [], reactionsSeq: 0 };
    this.#becomes(id, target, { ...found.message, ...nothing });
    this.#forgetEdits(id, target, event.seq);
    return [event];
  }

  /** Its sender has a message say something else. */
  edit(id: string, target: number): ChatEvent[] {
    const found = this.#message(id, target);
    if (found === null) {
      return [];
    }
    const length = this.log(id).length;
    const mentions = { userIds: [], everyone: length % 2 === 0 }; // which changes no count
    const content = { kind: 'text' as const, text: `edit ${length}`, mentions };
    const event = this.#append(id, found.userId, { kind: 'edited', targetSeq: target, content });
    this.#becomes(id, target, { ...found.message, content, editedSeq: event.seq, editedMs: event.timeMs });
    this.#forgetEdits(id, target, event.seq);
    return [event];
  }

  /** Somebody reacts or, if they did so already, no longer does: also to what was taken back, or is no message. */
  react(id: string, target: number, userId: string, emoji: string): ChatEvent[] {
    if (target === 0 || target > this.log(id).length) {
      return [];
    }
    const who = this.#reactions.get(`${id} ${target}`) ?? new Set();
    this.#reactions.set(`${id} ${target}`, who);
    const reaction = `${emoji} ${userId}`;
    const present = !who.delete(reaction);
    if (present) {
      who.add(reaction);
    }
    const event = this.#append(id, userId, { kind: 'reacted', targetSeq: target, emoji, present });
    const found = this.#message(id, target);
    if (found !== null) {
      const emojis = [...new Set([...who].map((each) => each.split(' ')[0] as string))];
      const reactions = emojis.map((each) => ({
        emoji: each,
        count: [...who].filter((one) => one.startsWith(`${each} `)).length,
        mine: who.has(`${each} ${ME}`),
      }));
      this.#becomes(id, target, { ...found.message, reactions, reactionsSeq: event.seq });
    }
    return [event];
  }

  /** A message that is there and was not taken back. */
  #message(id: string, seq: number): { readonly userId: string; readonly message: Message } | null {
    const event = this.log(id)[seq - 1];
    return event?.payload.kind === 'message' && event.payload.content !== null
      ? { userId: event.userId, message: event.payload }
      : null;
  }

  #becomes(id: string, seq: number, payload: Payload): void {
    this.log(id)[seq - 1] = { ...(this.log(id)[seq - 1] as ChatEvent), payload };
  }

  #forgetEdits(id: string, target: number, before: number): void {
    for (const { seq, payload } of this.log(id).slice(0, before - 1)) {
      if (payload.kind === 'edited' && payload.targetSeq === target) {
        this.#becomes(id, seq, { ...payload, content: null });
      }
    }
  }

  #append(id: string, userId: string, payload: Payload): ChatEvent {
    const log = this.log(id);
    const counts = payload.kind === 'message' && !payload.silent;
    if (counts && !this.muted.has(id)) {
      this.archived.delete(id);
    }
    const event: ChatEvent = {
      conversationId: id,
      seq: log.length + 1,
      uncountable: (log.at(-1)?.uncountable ?? 0) + (counts ? 0 : 1),
      timeMs: 1_000 + log.length,
      userId,
      payload,
    };
    log.push(event);
    return event;
  }

  /** The version that this made; 0 if the cursor was there, and no mark to take away. */
  read(id: string, seq: number): number {
    const before = this.readSeq(id);
    const cursor = Math.min(seq, this.log(id).length);
    if (cursor < before || (cursor === before && !this.marked.has(id))) {
      return 0;
    }
    this.#readSeqs.set(id, cursor);
    this.marked.delete(id);
    return this.#changed(id);
  }

  /** Pins, mutes or marks, or no longer; the version that this made, 0 if it was so. */
  set(which: Set<string>, id: string, on: boolean): number {
    const isSo = which.has(id) === on;
    which[on ? 'add' : 'delete'](id);
    return isSo ? 0 : this.#changed(id);
  }

  /** As of now: always a change. */
  archive(id: string, on: boolean): number {
    this.archived[on ? 'add' : 'delete'](id);
    return this.#changed(id);
  }

  version(id: string): number {
    return this.#versions.get(id) ?? 0;
  }

  #changed(id: string): number {
    const version = this.version(id) + 1;
    this.#versions.set(id, version);
    return version;
  }

  readSeq(id: string): number {
    return this.#readSeqs.get(id) ?? 0;
  }

  log(id: string): ChatEvent[] {
    const log = this.#logs.get(id) ?? [];
    this.#logs.set(id, log);
    return log;
  }

  /** Conversations in which something happened. */
  ids(): string[] {
    return [...this.#logs.keys()].filter((id) => this.log(id).length > 0);
  }

  unread(id: string): number {
    return this.#unreadSeqs(id).length;
  }

  /** Of those the ones that spoke to the user, or to everyone, when they were sent. */
  unreadMentions(id: string): number[] {
    return this.#unreadSeqs(id).filter((seq) => this.#mentions.get(id)?.has(seq));
  }

  #unreadSeqs(id: string): number[] {
    return this.log(id)
      .filter(
        ({ seq, userId, payload }) =>
          seq > this.readSeq(id) &&
          payload.kind === 'message' &&
          payload.content !== null &&
          !payload.silent &&
          userId !== ME,
      )
      .map(({ seq }) => seq);
  }

  unreadTotal(): number {
    return this.ids().reduce((sum, id) => sum + (this.muted.has(id) ? 0 : this.unread(id)), 0);
  }

  welcome(have: readonly Position[]): Welcomed {
    return { changes: this.#changes(have), more: false, unreadTotal: this.unreadTotal() };
  }

  sync(have: readonly Position[]): SyncPage {
    return { changes: this.#changes(have), nextPageToken: '' };
  }

  #changes(have: readonly Position[]): Changes[] {
    const positions = new Map(have.map((position) => [position.conversationId, position.seq]));
    const known = new Map(have.map((position) => [position.conversationId, position.ownVersion]));
    return this.ids()
      .filter((id) => (positions.get(id) ?? 0) < this.log(id).length || (known.get(id) ?? 0) < this.version(id))
      .map((id) => {
        const from = positions.get(id) ?? Math.max(0, this.log(id).length - this.#pageSize);
        return { conversation: this.#summary(id), events: this.log(id).slice(from, from + this.#pageSize) };
      });
  }

  conversations(): ConversationPage {
    return {
      conversations: this.ids().map((id) => this.#summary(id)),
      nextPageToken: '',
      unreadTotal: this.unreadTotal(),
    };
  }

  #summary(id: string): Summary {
    return {
      conversationId: id,
      name: '',
      headSeq: this.log(id).length,
      firstSeq: 1,
      readSeq: this.readSeq(id),
      unread: this.unread(id),
      unreadMentions: this.unreadMentions(id).length,
      mentionSeqs: this.unreadMentions(id).slice(0, this.#namedMax),
      muted: this.muted.has(id),
      blocked: false,
      role: 'none',
      memberCount: 2,
      lastEvent: this.log(id).at(-1) ?? null,
      peerReadSeq: 0,
      peerDeliveredSeq: 0,
      left: false,
      rules: DEFAULT_RULES,
      pinnedMs: this.pinned.has(id) ? 1 : 0,
      archivedSeq: this.archived.has(id) ? this.log(id).length : 0,
      markedUnread: this.marked.has(id),
      ownVersion: this.version(id),
      silencedUntilMs: 0,
      timerMs: 0,
    };
  }

  historyAfter(id: string, seq: number): HistoryPage {
    return {
      conversationId: id,
      events: this.log(id).slice(seq, seq + this.#pageSize),
      more: seq + this.#pageSize < this.log(id).length,
      headSeq: this.log(id).length,
      firstSeq: 1,
    };
  }

  sums(): Sums {
    return {
      complete: true,
      conversationCount: this.ids().length,
      headSum: this.ids().reduce((sum, id) => sum + this.log(id).length, 0),
      unreadTotal: this.unreadTotal(),
    };
  }
}
