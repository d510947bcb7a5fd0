import { newMessage, type ChatEvent, type Conversation, type Message, type Outgoing } from '@hongyan/client';
import { describe, expect, it } from 'vitest';
import { progress, rows, Transcript } from '../src/state/transcript.js';

const ME = 'me';
const MINUTE = 60_000;
const dayOf = (timeMs: number): string => String(Math.floor(timeMs / 86_400_000));

const event = (seq: number, payload: Partial<Message> = {}, userId = 'bob', timeMs = seq * MINUTE): ChatEvent => ({
  conversationId: 'd:bob:me',
  seq,
  uncountable: 0,
  timeMs,
  userId,
  payload: { ...newMessage({ kind: 'text', text: `${seq}` }, ''), ...payload },
});

const recall = (seq: number, targetSeq: number): ChatEvent => ({ ...event(seq), payload: { kind: 'recalled', targetSeq } });

const outgoing = (clientMessageId: string): Outgoing => ({
  conversationId: 'd:bob:me',
  clientMessageId,
  content: { kind: 'text', text: 'x' },
  editsSeq: null,
  writtenMs: 10 * MINUTE,
  refused: null,
});

const seqs = (transcript: Transcript): number[] => transcript.events.map((each) => each.seq);

const isEmpty = (transcript: Transcript, seq: number): boolean => {
  const payload = transcript.events.find((each) => each.seq === seq)?.payload;
  return payload?.kind === 'message' && payload.content === null;
};

describe('a transcript', () => {
  it('joins older pages before, and what comes after', () => {
    const transcript = new Transcript([event(5), event(6)]);

    transcript.append([event(7)]);
    transcript.prepend([event(3), event(4)]);

    expect(seqs(transcript)).toEqual([3, 4, 5, 6, 7]);
  });

  it('does not take a page that leaves a hole, nor what it has', () => {
    const transcript = new Transcript([event(5)]);

    transcript.prepend([event(2), event(3)]);
    transcript.prepend([event(4), event(5)]);

    expect(seqs(transcript)).toEqual([4, 5]);
  });

  it('begins anew where the conversation does', () => {
    const transcript = new Transcript([event(5)]);

    transcript.append([event(900), event(901)]);

    expect(seqs(transcript)).toEqual([900, 901]);
  });

  it('shows a message no more once it was taken back, however old it is', () => {
    const transcript = new Transcript([event(2), event(3)]);

    transcript.append([recall(4, 1), recall(5, 2)]);
    transcript.prepend([event(1)]);

    expect(isEmpty(transcript, 1)).toBe(true);
    expect(isEmpty(transcript, 2)).toBe(true);
    expect(isEmpty(transcript, 3)).toBe(false);
  });
});

describe('rows', () => {
  it('stand between days, with a mark before what is new', () => {
    const events = [event(1), event(2), event(3, {}, 'bob', 86_400_000 + MINUTE)];

    const kinds = rows(events, [], ME, 1, dayOf).map((row) => row.kind);

    expect(kinds).toEqual(['day', 'event', 'unread', 'event', 'day', 'event']);
  });

  it('mark nothing where nothing was new, and never one of my own messages', () => {
    expect(rows([event(1)], [], ME, null, dayOf).map((row) => row.kind)).toEqual(['day', 'event']);
    expect(rows([event(1, {}, ME)], [], ME, 0, dayOf).map((row) => row.kind)).toEqual(['day', 'event']);
    expect(rows([event(1)], [], ME, 0, dayOf).map((row) => row.kind)).toEqual(['day', 'unread', 'event']);
  });

  it('mark nothing while the first new message is not here', () => {
    expect(rows([event(5)], [], ME, 2, dayOf).map((row) => row.kind)).toEqual(['day', 'event']);
    expect(rows([event(3)], [], ME, 2, dayOf).map((row) => row.kind)).toEqual(['day', 'unread', 'event']);
  });

  it('keep the key of a message from its writing to its ack', () => {
    const [written] = rows([], [outgoing('id-1')], ME, null, dayOf);
    const acked = rows([event(1, { clientMessageId: 'id-1' }, ME)], [], ME, null, dayOf).at(-1);

    expect(acked?.key).toBe(written?.key);
  });

  it('put together what one person says within a few minutes', () => {
    const list = rows([event(1), event(2), event(3, {}, ME), event(9, {}, ME, 30 * MINUTE)], [], ME, null, dayOf);

    expect(list.flatMap((row) => (row.kind === 'event' ? [row.follows] : []))).toEqual([false, true, false, false]);
  });
});

describe('the progress of a message', () => {
  const pair = { id: 'd:bob:me', peerDeliveredSeq: 5, peerReadSeq: 3 } as Conversation;
  const group = { id: 'g:1' } as Conversation;

  it('is what the other one of two has received and read', () => {
    expect([3, 5, 6].map((seq) => progress(pair, [], seq).kind)).toEqual(['read', 'delivered', 'sent']);
  });

  it('is in a group what all others have, and says how many', () => {
    const others = [
      { deliveredSeq: 5, readSeq: 5 },
      { deliveredSeq: 4, readSeq: 0 },
    ];

    expect(progress(group, others, 5)).toEqual({ kind: 'sent', readBy: 1, deliveredTo: 1, of: 2 });
    expect(progress(group, others, 4)).toEqual({ kind: 'delivered', readBy: 1, deliveredTo: 2, of: 2 });
    expect(progress(group, [], 4).kind).toBe('sent');
  });
});
