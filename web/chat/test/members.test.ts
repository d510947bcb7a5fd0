import type { Member, Receipt } from '@hongyan/client';
import { describe, expect, it } from 'vitest';
import { Members } from '../src/state/members.js';
import type { Open } from '../src/state/open.js';

const bob = (deliveredSeq: number, readSeq = 0): Member =>
  ({ userId: 'bob', deliveredSeq, readSeq }) as Member;

const receipt = (deliveredSeq: number): Receipt =>
  ({ conversationId: 'g:x', userId: 'bob', deliveredSeq, readSeq: 0 }) as Receipt;

function opened(): Open {
  return { id: 'g:x', members: [] as readonly Member[] } as Open;
}

/** A question whose answer the test gives. */
function question(): { ask: () => Promise<readonly Member[]>; answer: (members: readonly Member[]) => void } {
  let answer: (members: readonly Member[]) => void = () => {};
  const answered = new Promise<readonly Member[]>((resolve) => {
    answer = resolve;
  });
  return { ask: () => answered, answer };
}

describe('members of an open group', () => {
  it('know what came while they were asked for', async () => {
    const [members, open, asked] = [new Members(), opened(), question()];
    const loaded = members.load(open, asked.ask);

    members.receipt(open, receipt(7));
    asked.answer([bob(3)]);
    await loaded;

    expect(open.members).toEqual([bob(7)]);
  });

  it('are those of the latest question, in whatever order answers come', async () => {
    const [members, open, first, second] = [new Members(), opened(), question(), question()];
    const loads = [members.load(open, first.ask), members.load(open, second.ask)];

    second.answer([bob(9)]);
    await loads[1];
    first.answer([]);
    await Promise.all(loads);

    expect(open.members).toEqual([bob(9)]);
  });

  it('stay what they were when a question fails', async () => {
    const [members, open] = [new Members(), opened()];
    await members.load(open, () => Promise.resolve([bob(3)]));

    await expect(members.load(open, () => Promise.reject(new Error('offline')))).rejects.toThrow('offline');
    members.receipt(open, receipt(5));

    expect(open.members).toEqual([bob(5)]);
  });
});
