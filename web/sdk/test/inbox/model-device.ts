import { expect } from 'vitest';
import type { ChatEvent, Conversation } from '../../src/model.js';
import type { Effect } from '../../src/inbox/effect.js';
import { Inbox } from '../../src/inbox/inbox.js';
import type { InboxLimits } from '../../src/inbox/limits.js';
import { ME, type ModelServer } from './model-server.js';

const EFFECTS_MAX = 10_000;

/** An inbox whose effects are carried out against a model server at once; it watches what is shown, and keeps what is to be kept. */
export class ModelDevice {
  inbox: Inbox;
  readonly server: ModelServer;
  readonly shownTo = new Map<string, number>();
  readonly confirmed = new Map<string, number>();
  holes: { readonly id: string; readonly end: number }[] = [];
  badge = 0;
  readonly #limits: InboxLimits;
  readonly #conversations = new Map<string, Conversation>();
  readonly #events = new Map<string, Map<number, ChatEvent>>();

  constructor(server: ModelServer, limits: InboxLimits) {
    this.server = server;
    this.#limits = limits;
    this.inbox = new Inbox(ME, limits);
  }

  /** The page is loaded again: all that is left is what was kept. */
  reload(): void {
    this.inbox = new Inbox(ME, this.#limits);
    this.#conversations.forEach((conversation, id) => {
      this.inbox.restore(conversation, [...(this.#events.get(id)?.values() ?? [])]);
    });
    this.login();
  }

  login(): void {
    this.perform(this.inbox.welcome(this.server.welcome(this.inbox.have())));
  }

  beat(): void {
    this.perform(this.inbox.sums(this.server.sums()));
  }

  perform(effects: readonly Effect[]): void {
    const queue = [...effects];
    let performed = 0;
    for (let effect = queue.shift(); effect !== undefined; effect = queue.shift()) {
      expect(++performed, 'effects must come to an end').toBeLessThan(EFFECTS_MAX);
      queue.push(...this.#perform(effect));
    }
  }

  #perform(effect: Effect): readonly Effect[] {
    switch (effect.kind) {
      case 'shown':
        this.#conversations.set(effect.conversation.id, effect.conversation);
        [...effect.events, ...effect.rewritten].forEach((event) => this.#keep(event));
        effect.events.forEach((event) => this.#see(event));
        return [];
      case 'changed':
        this.#conversations.set(effect.conversation.id, effect.conversation);
        return [];
      case 'forgotten': {
        // Where a conversation begins anew, what lies before is no hole.
        this.holes = this.holes.filter((hole) => hole.id !== effect.conversationId || hole.end > effect.beforeSeq);
        const kept = this.#events.get(effect.conversationId);
        [...(kept?.keys() ?? [])].filter((seq) => seq < effect.beforeSeq).forEach((seq) => kept?.delete(seq));
        return [];
      }
      case 'confirm':
        this.confirmed.set(effect.conversationId, Math.max(this.confirmed.get(effect.conversationId) ?? 0, effect.seq));
        return [];
      case 'tellRead':
        return this.inbox.readTold(effect.conversationId, effect.seq, this.server.read(effect.conversationId, effect.seq));
      case 'fill':
        return this.inbox.history(this.server.historyAfter(effect.conversationId, effect.afterSeq));
      case 'sync':
        return this.inbox.sync(this.server.sync(this.inbox.have()));
      case 'refresh':
        return this.inbox.refresh(this.server.conversations());
      case 'compareLater':
        return this.inbox.compare(effect.sums);
      case 'badge':
        this.badge = effect.total;
        return [];
    }
  }

  /** What the store has of a conversation, by seq. */
  stored(id: string): readonly ChatEvent[] {
    return [...(this.#events.get(id)?.values() ?? [])].sort((one, other) => one.seq - other.seq);
  }

  #keep(event: ChatEvent): void {
    const kept = this.#events.get(event.conversationId) ?? new Map<number, ChatEvent>();
    expect(isNotOlder(event, kept.get(event.seq)), 'no message goes back to what it was before').toBe(true);
    this.#events.set(event.conversationId, kept.set(event.seq, event));
  }

  #see({ conversationId, seq }: ChatEvent): void {
    const before = this.shownTo.get(conversationId);
    this.shownTo.set(conversationId, seq);
    if (before !== undefined) {
      expect(seq, 'shown once, and in order').toBeGreaterThan(before);
      if (seq > before + 1) {
        this.holes.push({ id: conversationId, end: seq });
      }
    }
  }
}

function isNotOlder({ payload: now }: ChatEvent, before: ChatEvent | undefined): boolean {
  return (
    now.kind !== 'message' ||
    before?.payload.kind !== 'message' ||
    now.content === null ||
    (before.payload.content !== null &&
      now.editedSeq >= before.payload.editedSeq &&
      now.reactionsSeq >= before.payload.reactionsSeq)
  );
}
