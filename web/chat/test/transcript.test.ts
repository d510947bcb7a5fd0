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
    const transcript = new Transcript([event(5), event(6)], ME);

    transcript.append([event(7)]);
    transcript.prepend([event(3), event(4)]);

    expect(seqs(transcript)).toEqual([3, 4, 5, 6, 7]);
  });

  it('does not take a page that leaves a hole, nor what it has', () => {
    const transcript = new Transcript([event(5)], ME);

    transcript.prepend([event(2), event(3)]);
    transcript.prepend([event(4), event(5)]);

    expect(seqs(transcript)).toEqual([4, 5]);
  });

  it('begins anew where the conversation does', () => {
    const transcript = new Transcript([event(5)], ME);

    transcript.append([event(900), event(901)]);

    expect(seqs(transcript)).toEqual([900, 901]);
  });

  it('shows a message no more once it was taken back, however old it is', () => {
    const transcript = new Transcript([event(2), event(3)], ME);

    transcript.append([recall(4, 1), recall(5, 2)]);
    transcript.prepend([event(1)]);

    expect(isEmpty(transcript, 1)).toBe(true);
    expect(isEmpty(transcript, 2)).toBe(true);
    expect(isEmpty(transcript, 3)).toBe(false);
  });
});

describe('a transcript, when something becomes of a message', () => {
  const edit = (seq: number, targetSeq: number, text: string): ChatEvent => ({
    ...event(seq),
    payload: { kind: 'edited', targetSeq, content: { kind: 'text', text } },
  });
  const reaction = (seq: number, targetSeq: number, userId: string, present = true): ChatEvent => ({
    ...event(seq, {}, userId),
    payload: { kind: 'reacted', targetSeq, emoji: '👍', present },
  });
  const said = (transcript: Transcript, seq: number) => transcript.find(seq)?.payload;

  it('shows it as it is, also where the message comes later, in an older page', () => {
    const two = event(2, { reactions: [{ emoji: '👍', count: 1, mine: false }], reactionsSeq: 5 }); // as the client keeps it
    const transcript = new Transcript([two, edit(3, 1, 'better'), reaction(4, 1, ME), reaction(5, 2, 'carol')], ME);

    transcript.append([reaction(6, 2, 'dora'), reaction(7, 2, 'carol', false)]);
    transcript.prepend([event(1)]);

    expect(said(transcript, 1)).toMatchObject({ content: { text: 'better' }, editedSeq: 3, reactions: [{ count: 1, mine: true }] });
    expect(said(transcript, 2)).toMatchObject({ reactions: [{ count: 1, mine: false }] });
  });

  it('counts nothing twice that the page contained', () => {
    const transcript = new Transcript([event(2), edit(3, 1, 'older'), reaction(4, 1, 'bob')], ME);

    transcript.prepend([event(1, { editedSeq: 9, reactions: [{ emoji: '👍', count: 1, mine: false }], reactionsSeq: 4 })]);

    expect(said(transcript, 1)).toMatchObject({ content: { text: '1' }, reactions: [{ count: 1 }] });
  });

  it('has another revision with each change, and knows what a message that was fetched alone is now', () => {
    const transcript = new Transcript([event(5)], ME);
    const before = transcript.revision;

    transcript.append([edit(6, 2, 'better'), recall(7, 3)]);

    expect(transcript.revision).not.toBe(before);
    expect(transcript.brought(event(2)).payload).toMatchObject({ content: { text: 'better' } });
    expect(transcript.brought(event(3)).payload).toMatchObject({ content: null });
  });

  it('has no lines for edits and reactions, but for an edit that was refused; one that waits is in its message', () => {
    const change = (refused: Outgoing['refused']): Outgoing => ({ ...outgoing('e'), editsSeq: 1, refused });
    const events = [event(1), edit(2, 1, 'better'), reaction(3, 1, ME)];

    const waiting = rows(events, [change(null)], ME, null, dayOf);
    const refused = rows(events, [change({ code: 'TOO_LATE', message: '' })], ME, null, dayOf);

    expect(waiting.map((row) => row.kind)).toEqual(['day', 'event']);
    expect(waiting[1]).toMatchObject({ edit: { clientMessageId: 'e' } });
    expect(refused.map((row) => row.kind)).toEqual(['day', 'event', 'outgoing']);
    expect(refused[1]).toMatchObject({ edit: null });
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
