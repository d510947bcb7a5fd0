import type { Effect } from './effect.js';
import type { Timeline } from './timeline.js';

/** What has been asked and not answered yet: each thing once at a time. */
export class Questions {
  readonly #gaps = new Set<string>();
  readonly #sending = new Map<string, number>();
  #syncing = false;
  #refreshing = false;

  /** A new connection: what was asked on an earlier one will not be answered any more. */
  begin(): void {
    this.#gaps.clear();
    this.pagesDone();
  }

  /** Asks for what is missing, but not while an own message may be about to fill the gap. */
  fill(id: string, timeline: Timeline | undefined, effects: Effect[]): void {
    if (timeline?.hasGap && !this.#sending.has(id) && !this.#gaps.has(id)) {
      this.#gaps.add(id);
      effects.push({ kind: 'fill', conversationId: id, afterSeq: timeline.have, atLeastSeq: timeline.knownHead });
    }
  }

  filled(id: string): void {
    this.#gaps.delete(id);
  }

  sending(id: string): void {
    this.#sending.set(id, (this.#sending.get(id) ?? 0) + 1);
  }

  sent(id: string): void {
    const count = this.#sending.get(id) ?? 0;
    if (count > 1) {
      this.#sending.set(id, count - 1);
    } else {
      this.#sending.delete(id);
    }
  }

  sync(effects: Effect[]): void {
    if (!this.#syncing) {
      this.#syncing = true;
      effects.push({ kind: 'sync', pageToken: '' });
    }
  }

  /** Asks for the counts of all conversations; what a sync brings has them too. */
  refresh(effects: Effect[]): void {
    if (!this.#refreshing && !this.#syncing) {
      this.#refreshing = true;
      effects.push({ kind: 'refresh', pageToken: '' });
    }
  }

  /** The last page came, or none will. */
  pagesDone(): void {
    this.#syncing = false;
    this.#refreshing = false;
  }

  forget(id: string): void {
    this.#gaps.delete(id);
    this.#sending.delete(id);
  }
}
