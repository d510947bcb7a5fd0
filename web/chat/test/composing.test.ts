import { newMessage, type ChatClient, type ChatEvent, type Content } from '@hongyan/client';
import { describe, expect, it, vi } from 'vitest';
import { contentOf, lastToEdit, mayEdit, writtenOf } from '../src/state/composing.js';
import { emojiOf } from '../src/state/emoji.js';
import { Quotes } from '../src/state/quotes.js';
import { Transcript } from '../src/state/transcript.js';

const message = (seq: number, userId: string, content: Content | null = { kind: 'text', text: `${seq}` }): ChatEvent => ({
  conversationId: 'd:bob:me',
  seq,
  uncountable: 0,
  timeMs: seq,
  userId,
  payload: { ...newMessage({ kind: 'unknown' }, ''), content },
});

const nobody = (): boolean => false;

const answer: Content = { kind: 'text', text: 'yes', replyTo: { seq: 7, threadSeq: 3 } };

describe('what is written', () => {
  it('refers to the message it answers, and stays in its thread', () => {
    expect(contentOf({ kind: 'reply', to: message(9, 'bob') }, 'no', nobody)).toEqual({
      kind: 'text',
      text: 'no',
      replyTo: { seq: 9, threadSeq: 0 },
    });
    expect(contentOf({ kind: 'reply', to: message(9, 'bob', answer) }, 'no', nobody)).toMatchObject({ replyTo: { seq: 9, threadSeq: 3 } });
  });

  it('answers after an edit what it answered before', () => {
    expect(contentOf({ kind: 'edit', of: message(9, 'me', answer) }, 'no', nobody)).toEqual({ ...answer, text: 'no' });
    expect(contentOf({ kind: 'new' }, 'no', nobody)).toEqual({ kind: 'text', text: 'no' });
  });

  it('is changed with the signs that it was written with', () => {
    const bold: Content = { kind: 'text', text: 'no', entities: [{ start: 0, length: 2, kind: 'bold' }] };

    expect(writtenOf(message(9, 'me', bold))).toBe('**no**');
    expect(contentOf({ kind: 'edit', of: message(9, 'me', bold) }, '**no**', nobody)).toEqual(bold);
    expect(writtenOf(message(9, 'me', null))).toBe('');
  });

  it('may be edited by who wrote it, while it is there, and not where it only passed on what others wrote', () => {
    expect(mayEdit(message(1, 'me'), 'me')).toBe(true);
    expect(mayEdit(message(1, 'bob'), 'me')).toBe(false);
    expect(mayEdit(message(1, 'me', null), 'me')).toBe(false);
    expect(mayEdit(message(1, 'me', { kind: 'text', text: 'x', forwards: 1 }), 'me')).toBe(false);
    expect(lastToEdit([message(1, 'me'), message(2, 'me'), message(3, 'bob')], 'me')?.seq).toBe(2);
    expect(lastToEdit([message(3, 'bob')], 'me')).toBeUndefined();
  });
});

describe('an emoji', () => {
  it('is one picture, flag or key, or the name of an app’s own', () => {
    for (const emoji of ['👍', '👍🏽', '❤️', '👩‍👩‍👧‍👦', '🏴‍☠️', '🇳🇴', '1️⃣', ':goose:', ':a_b+c-1:']) {
      expect(emojiOf(` ${emoji} `), emoji).toBe(emoji);
    }
  });

  it('is nothing else', () => {
    for (const text of ['', 'a', '1', '👍👍', '👍 x', ':Goose:', '::', `:${'x'.repeat(33)}:`, '<b>', ':<img src=x onerror=alert(1)>:']) {
      expect(emojiOf(text), text).toBeNull();
    }
  });
});

describe('a message that others answer', () => {
  const page = (events: ChatEvent[]) => ({ conversationId: 'd:bob:me', events, more: false, headSeq: 9, firstSeq: 1 });

  it('is found among those shown, or fetched once, and is gone when it is taken back', async () => {
    const transcript = new Transcript([message(8, 'bob')], 'me');
    const quotes = new Quotes('d:bob:me', transcript);
    const historyBefore = vi.fn(() => Promise.resolve(page([message(2, 'bob')])));
    const client = { historyBefore } as unknown as ChatClient;
    const changed = vi.fn();
    expect(quotes.find(8)?.seq).toBe(8);
    expect(quotes.find(2)).toBeUndefined();

    await Promise.all([quotes.fetch(client, 2, changed), quotes.fetch(client, 2, changed)]);
    expect(quotes.find(2)?.payload).toMatchObject({ content: { text: '2' } });
    expect(historyBefore.mock.calls).toEqual([['d:bob:me', 3, 1]]);
    expect(changed).toHaveBeenCalledTimes(1);

    transcript.append([{ ...message(9, 'bob'), payload: { kind: 'recalled', targetSeq: 2 } }]);
    quotes.follow();
    expect(quotes.find(2)?.payload).toMatchObject({ content: null });
  });

  it('is null where it cannot be seen, and asked for again where there was no connection', async () => {
    const quotes = new Quotes('d:bob:me', new Transcript([message(8, 'bob')], 'me'));
    const historyBefore = vi.fn().mockRejectedValueOnce(new Error('offline')).mockResolvedValueOnce(page([]));
    const client = { historyBefore } as unknown as ChatClient;

    await quotes.fetch(client, 2, () => {});
    expect(quotes.find(2)).toBeUndefined();
    await quotes.fetch(client, 2, () => {});
    expect(quotes.find(2)).toBeNull();
  });
});
