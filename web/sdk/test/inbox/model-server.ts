import type { ChatEvent, Payload, Position } from '../../src/model.js';
import type { Changes, ConversationPage, HistoryPage, Summary, Sums, SyncPage, Welcomed } from '../../src/inbox/input.js';

export const ME = 'me';

/** What a server knows, in the simplest words: lists of events, and unread counted anew whenever asked. */
export class ModelServer {
  readonly #logs = new Map<string, ChatEvent[]>();
  readonly #readSeqs = new Map<string, number>();
  readonly #muted = new Set<string>();
  readonly #pageSize: number;

  constructor(pageSize: number) {
    this.#pageSize = pageSize;
  }

  message(id: string, sender: string, silent: boolean): ChatEvent {
    const text = `text ${this.log(id).length}`;
    return this.#append(id, sender, { kind: 'message', content: { kind: 'text', text }, clientMessageId: '', silent });
  }

  /** Takes a message back; the conversation is unchanged if there is no such message. */
  recall(id: string, target: number): ChatEvent[] {
    const message = this.log(id)[target - 1];
    if (message?.payload.kind !== 'message' || message.payload.content === null) {
      return [];
    }
    const event = this.#append(id, message.userId, { kind: 'recalled', targetSeq: target });
    this.log(id)[target - 1] = { ...message, payload: { ...message.payload, content: null } };
    return [event];
  }

  #append(id: string, userId: string, payload: Payload): ChatEvent {
    const log = this.log(id);
    const counts = payload.kind === 'message' && !payload.silent;
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

  read(id: string, seq: number): void {
    this.#readSeqs.set(id, Math.max(this.readSeq(id), Math.min(seq, this.log(id).length)));
  }

  readSeq(id: string): number {
    return this.#readSeqs.get(id) ?? 0;
  }

  mute(id: string, on: boolean): void {
    if (on) {
      this.#muted.add(id);
    } else {
      this.#muted.delete(id);
    }
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
    return this.log(id).filter(
      ({ seq, userId, payload }) =>
        seq > this.readSeq(id) &&
        payload.kind === 'message' &&
        payload.content !== null &&
        !payload.silent &&
        userId !== ME,
    ).length;
  }

  unreadTotal(): number {
    return this.ids().reduce((sum, id) => sum + (this.#muted.has(id) ? 0 : this.unread(id)), 0);
  }

  welcome(have: readonly Position[]): Welcomed {
    return { changes: this.#changes(have), more: false, unreadTotal: this.unreadTotal() };
  }

  sync(have: readonly Position[]): SyncPage {
    return { changes: this.#changes(have), nextPageToken: '' };
  }

  #changes(have: readonly Position[]): Changes[] {
    const positions = new Map(have.map((position) => [position.conversationId, position.seq]));
    return this.ids()
      .filter((id) => (positions.get(id) ?? 0) < this.log(id).length)
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
      muted: this.#muted.has(id),
      blocked: false,
      role: 'none',
      memberCount: 2,
      lastEvent: this.log(id).at(-1) ?? null,
      peerReadSeq: 0,
      peerDeliveredSeq: 0,
      left: false,
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
