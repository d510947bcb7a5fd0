import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Journal } from '../../src/store/journal.js';
import { MemoryStore, type Change } from '../../src/store/store.js';

const change = (seq: number): Change => ({ kind: 'untoldRead', conversationId: 'c', seq });

/** A store that fails as often as told, and notes what it was given. */
class FullDisk extends MemoryStore {
  failures = 0;
  readonly batches: (readonly Change[])[] = [];

  override apply(changes: readonly Change[]): Promise<void> {
    if (this.failures > 0) {
      this.failures--;
      return Promise.reject(new Error('full'));
    }
    this.batches.push(changes);
    return super.apply(changes);
  }
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('writes what one moment brings in one go, and says when it is safe', async () => {
  const store = new FullDisk();
  const journal = new Journal(store, () => {});
  const safe = vi.fn();

  journal.add(change(1));
  journal.add(change(2));
  journal.whenSafe(safe);
  expect(safe).not.toHaveBeenCalled();
  await vi.runAllTimersAsync();

  expect(store.batches).toEqual([[change(1), change(2)]]);
  expect(safe).toHaveBeenCalledOnce();
});

it('says nothing is safe while the store cannot write, tells once, and writes all later in its order', async () => {
  const store = new FullDisk();
  store.failures = 2;
  const failed = vi.fn();
  const journal = new Journal(store, failed);
  const safe = vi.fn();

  journal.add(change(1));
  journal.whenSafe(safe);
  await vi.advanceTimersByTimeAsync(1_000);
  journal.add(change(2));
  expect(safe).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(10_000);

  expect(failed).toHaveBeenCalledOnce();
  expect(safe).toHaveBeenCalledOnce();
  expect(store.batches.flat()).toEqual([change(1), change(2)]);
});

it('has a bound, beyond which it keeps nothing more and never says that it is safe', async () => {
  const store = new FullDisk();
  store.failures = Infinity;
  const failed = vi.fn();
  const journal = new Journal(store, failed);
  const safe = vi.fn();

  for (let seq = 1; seq <= 10_001; seq++) {
    journal.add(change(seq));
  }
  journal.whenSafe(safe);
  await vi.advanceTimersByTimeAsync(100_000);

  expect(safe).not.toHaveBeenCalled();
  expect(failed).toHaveBeenCalled();
});

it('is safe at once when there is nothing to write', () => {
  const safe = vi.fn();

  new Journal(new FullDisk(), () => {}).whenSafe(safe);

  expect(safe).toHaveBeenCalledOnce();
});
