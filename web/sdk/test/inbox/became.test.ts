import { describe, expect, it } from 'vitest';
import { became, withoutOldWords } from '../../src/inbox/became.js';
import { newMessage, type ChatEvent, type Message, type Payload } from '../../src/model.js';

const event = (seq: number, payload: Payload, userId = 'bob'): ChatEvent => ({
  conversationId: 'd:bob:me',
  seq,
  uncountable: 0,
  timeMs: seq * 10,
  userId,
  payload,
});

const text = (words: string) => ({ kind: 'text' as const, text: words });

const message = (more: Partial<Message> = {}): ChatEvent => event(1, { ...newMessage(text('hi'), ''), ...more });

const edited = (seq: number, words: string | null, userId = 'bob'): ChatEvent =>
  event(seq, { kind: 'edited', targetSeq: 1, content: words === null ? null : text(words) }, userId);

const reacted = (seq: number, emoji: string, present = true, userId = 'carol'): ChatEvent =>
  event(seq, { kind: 'reacted', targetSeq: 1, emoji, present }, userId);

const recalled = event(9, { kind: 'recalled', targetSeq: 1 });

describe('a message', () => {
  it('says what its sender makes of it, since when that was', () => {
    expect(became(message(), edited(3, 'hello'), 'me')?.payload).toMatchObject({
      content: { text: 'hello' },
      editedSeq: 3,
      editedMs: 30,
    });
  });

  it('is changed by nobody else, by no edit that it contains, and by none whose words are gone', () => {
    expect(became(message(), edited(3, 'evil', 'mallory'), 'me')).toBeNull();
    expect(became(message({ editedSeq: 3 }), edited(3, 'hello'), 'me')).toBeNull();
    expect(became(message(), edited(3, null), 'me')).toBeNull();
  });

  it('counts reactions in the order of their coming, and tells one’s own', () => {
    const changes = [reacted(2, '👍'), reacted(3, '🎉', true, 'me'), reacted(4, '👍', true, 'me'), reacted(5, '🎉', false, 'me')];

    const now = changes.reduce((before, change) => became(before, change, 'me') ?? before, message());

    expect(now.payload).toMatchObject({ reactions: [{ emoji: '👍', count: 2, mine: true }], reactionsSeq: 5 });
  });

  it('counts no reaction that a page contained already', () => {
    const page = message({ reactions: [{ emoji: '👍', count: 2, mine: false }], reactionsSeq: 4 });

    expect(became(page, reacted(4, '👍'), 'me')).toBeNull();
    expect(became(page, reacted(5, '👍', false), 'me')?.payload).toMatchObject({ reactions: [{ count: 1 }] });
  });

  it('has no more kinds of reactions than a server tells of', () => {
    const reactions = Array.from({ length: 50 }, (_, i) => ({ emoji: `:e${i}:`, count: 1, mine: false }));

    expect(became(message({ reactions }), reacted(5, '👍'), 'me')?.payload).toMatchObject({ reactions });
  });

  it('that is taken back has neither words, edits nor reactions, and gets none', () => {
    const before = message({ editedSeq: 2, editedMs: 20, reactions: [{ emoji: '👍', count: 1, mine: true }], reactionsSeq: 3 });

    const now = became(before, recalled, 'me');

    expect(now?.payload).toEqual({ ...newMessage(text(''), ''), content: null });
    expect(became(now as ChatEvent, edited(10, 'again'), 'me')).toBeNull();
    expect(became(now as ChatEvent, reacted(10, '👍'), 'me')).toBeNull();
  });
});

describe('an edit', () => {
  it('loses its words to the next one, and when the message is taken back', () => {
    expect(became(edited(3, 'hello'), edited(4, 'hey'), 'me')).toEqual(edited(3, null));
    expect(became(edited(3, 'hello'), recalled, 'me')).toEqual(edited(3, null));
    expect(became(edited(4, 'hey'), edited(3, 'hello'), 'me')).toBeNull();
    expect(became(edited(3, 'hello'), reacted(4, '👍'), 'me')).toBeNull();
  });

  it('comes without its words where they are over already', () => {
    expect(withoutOldWords(edited(3, 'hello'), message({ editedSeq: 4 }))).toEqual(edited(3, null));
    expect(withoutOldWords(edited(3, 'hello'), message({ content: null }))).toEqual(edited(3, null));
    expect(withoutOldWords(edited(3, 'hello'), message())).toEqual(edited(3, 'hello'));
    expect(withoutOldWords(edited(3, 'hello'), undefined)).toEqual(edited(3, 'hello'));
  });
});
