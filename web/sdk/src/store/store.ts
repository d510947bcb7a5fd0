import type { ChatEvent, Conversation, Outgoing } from '../model.js';

/** Everything that a device kept. */
export interface Saved {
  readonly conversations: readonly { readonly conversation: Conversation; readonly events: readonly ChatEvent[] }[];
  /** Messages and edits that wait for their ack or were refused, in the order they were written. */
  readonly outgoing: readonly Outgoing[];
  /** How far the user has read where the server may not know it yet, by conversation. */
  readonly untoldReads: ReadonlyMap<string, number>;
}

/** One thing to keep, or to keep no longer. */
export type Change =
  | { readonly kind: 'conversation'; readonly conversation: Conversation }
  /** One with a known seq replaces what was kept. */
  | { readonly kind: 'events'; readonly events: readonly ChatEvent[] }
  /** Events before a seq need not be kept any longer. */
  | { readonly kind: 'forget'; readonly conversationId: string; readonly beforeSeq: number }
  /** Keeps a message until it is removed; one with a known client id replaces what was kept, in its place. */
  | { readonly kind: 'outgoing'; readonly message: Outgoing }
  | { readonly kind: 'outgoingDone'; readonly message: Outgoing }
  /** Keeps how far the user has read until the server knows it; never less than what was kept. */
  | { readonly kind: 'untoldRead'; readonly conversationId: string; readonly seq: number }
  /** The server knows that the user has read up to a seq: what was kept beyond it stays. */
  | { readonly kind: 'readTold'; readonly conversationId: string; readonly seq: number };

/**
 * Where a device keeps what it knows, so that the next login repeats nothing and no message is lost. One store belongs
 * to one user on one device, and to one client at a time.
 */
export interface LocalStore {
  /** Everything kept. Asked for once, at the start. */
  load(): Promise<Saved>;

  /**
   * Keeps changes, all or none, in their order. What is kept when the promise is fulfilled is told to the server as
   * delivered. Called again only after the call before has ended; after a failure with the same changes and more.
   */
  apply(changes: readonly Change[]): Promise<void>;

  /** Lets go of what it holds open; nothing is asked of it afterwards. */
  close(): Promise<void>;
}

/** Keeps everything as long as the program lives. */
export class MemoryStore implements LocalStore {
  readonly #conversations = new Map<string, Conversation>();
  readonly #events = new Map<string, Map<number, ChatEvent>>();
  readonly #outgoing = new Map<string, Outgoing>();
  readonly #untoldReads = new Map<string, number>();

  load(): Promise<Saved> {
    return Promise.resolve({
      conversations: [...this.#conversations.values()].map((conversation) => ({
        conversation,
        events: [...this.#eventsOf(conversation.id).values()].sort((one, other) => one.seq - other.seq),
      })),
      outgoing: [...this.#outgoing.values()],
      untoldReads: new Map(this.#untoldReads),
    });
  }

  apply(changes: readonly Change[]): Promise<void> {
    changes.forEach((change) => this.#apply(change));
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  #apply(change: Change): void {
    switch (change.kind) {
      case 'conversation':
        this.#conversations.set(change.conversation.id, change.conversation);
        break;
      case 'events':
        change.events.forEach((event) => this.#eventsOf(event.conversationId).set(event.seq, event));
        break;
      case 'forget': {
        const events = this.#eventsOf(change.conversationId);
        [...events.keys()].filter((seq) => seq < change.beforeSeq).forEach((seq) => events.delete(seq));
        break;
      }
      case 'outgoing':
        this.#outgoing.set(outgoingKey(change.message), change.message);
        break;
      case 'outgoingDone':
        this.#outgoing.delete(outgoingKey(change.message));
        break;
      case 'untoldRead': {
        const kept = this.#untoldReads.get(change.conversationId) ?? 0;
        this.#untoldReads.set(change.conversationId, Math.max(kept, change.seq));
        break;
      }
      case 'readTold':
        if ((this.#untoldReads.get(change.conversationId) ?? Infinity) <= change.seq) {
          this.#untoldReads.delete(change.conversationId);
        }
        break;
    }
  }

  #eventsOf(id: string): Map<number, ChatEvent> {
    const known = this.#events.get(id) ?? new Map<number, ChatEvent>();
    this.#events.set(id, known);
    return known;
  }
}

/** What tells one message that is to be sent from another. */
export function outgoingKey(message: Outgoing): string {
  return `${message.conversationId} ${message.clientMessageId}`; // neither has spaces where it matters: ids have none
}
