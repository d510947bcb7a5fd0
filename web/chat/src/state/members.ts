import type { Member, Receipt } from '@hongyan/client';
import { received, type Open } from './open.js';

interface Load {
  readonly open: Open;
  readonly meanwhile: Receipt[];
}

/**
 * The members of the group that is open, and how far each has received and read. An answer is older than a receipt that came while it
 * was waited for, and than the answer to a later question.
 */
export class Members {
  readonly #loads = new Set<Load>(); // in the order in which they began

  /** Somebody has received or read more. */
  receipt(open: Open, receipt: Receipt): void {
    open.members = received(open.members, receipt);
    this.#loads.forEach((load) => {
      if (load.open === open) {
        load.meanwhile.push(receipt);
      }
    });
  }

  /** Asks, and shows the answer. Rejects as the question does. */
  async load(open: Open, ask: () => Promise<readonly Member[]>): Promise<void> {
    const load: Load = { open, meanwhile: [] };
    this.#loads.add(load);
    try {
      const members = await ask();
      if (this.#loads.has(load)) {
        open.members = load.meanwhile.reduce(received, members);
        this.#overtake(load);
      }
    } finally {
      this.#loads.delete(load);
    }
  }

  /** What was asked before has nothing to say any more. */
  #overtake(answered: Load): void {
    for (const load of this.#loads) {
      if (load === answered) {
        return;
      }
      if (load.open === answered.open) {
        this.#loads.delete(load);
      }
    }
  }
}
