import { lastTimeMs, type Conversation, type Position } from '../model.js';
import type { InboxLimits } from './limits.js';
import { Timeline } from './timeline.js';

/** The conversations of one user on one device, bounded: beyond the limit the one that was quiet longest is forgotten. */
export class Timelines {
  /** Whether conversations were forgotten, so that sums over all of them are short. */
  isPartial = false;
  readonly #me: string;
  readonly #limits: InboxLimits;
  readonly #byId = new Map<string, Timeline>();
  readonly #onForgotten: (id: string) => void;

  constructor(me: string, limits: InboxLimits, onForgotten: (id: string) => void) {
    this.#me = me;
    this.#limits = limits;
    this.#onForgotten = onForgotten;
  }

  find(id: string): Timeline | undefined {
    return this.#byId.get(id);
  }

  of(id: string): Timeline {
    const known = this.#byId.get(id);
    if (known !== undefined) {
      return known;
    }
    if (this.#byId.size >= this.#limits.conversationsMax) {
      this.#forgetQuietest();
    }
    const made = new Timeline(id, this.#me, this.#limits);
    this.#byId.set(id, made);
    return made;
  }

  #forgetQuietest(): void {
    let quietest: string | null = null;
    let since = Infinity;
    for (const [id, timeline] of this.#byId) {
      if (timeline.facts.lastTimeMs < since) {
        quietest = id;
        since = timeline.facts.lastTimeMs;
      }
    }
    if (quietest !== null) {
      this.isPartial = true; // from now on sums say nothing
      this.#byId.delete(quietest);
      this.#onForgotten(quietest);
    }
  }

  all(): Timeline[] {
    return [...this.#byId.values()];
  }

  get size(): number {
    return this.#byId.size;
  }

  /** The most recent conversations, and up to where each is whole. */
  positions(max: number): Position[] {
    return this.latestFirst()
      .slice(0, max)
      .map((conversation) => ({ conversationId: conversation.id, seq: conversation.haveSeq, ownVersion: conversation.ownVersion }));
  }

  latestFirst(): Conversation[] {
    return this.all()
      .map((timeline) => timeline.view())
      .sort((one, other) => lastTimeMs(other) - lastTimeMs(one) || (one.id < other.id ? -1 : 1));
  }

  headSum(): number {
    return this.all().reduce((sum, timeline) => sum + timeline.have, 0);
  }

  /** Unread in those that are not muted. */
  unread(): number {
    return this.all().reduce((sum, timeline) => sum + (timeline.facts.muted ? 0 : timeline.view().unread), 0);
  }

  /** Whether something is unread that the total does not tell of. */
  anyMutedUnread(): boolean {
    return this.all().some((timeline) => timeline.facts.muted && timeline.view().unread > 0);
  }

  /** Whether any count has become inexact since the last question. */
  anyBecameInexact(): boolean {
    return this.all().filter((timeline) => timeline.becameInexact()).length > 0;
  }
}
