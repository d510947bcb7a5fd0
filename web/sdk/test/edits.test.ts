import { describe, expect, it, vi } from 'vitest';
import { ErrorCode } from '../src/gen/hongyan/error/v1/error_pb.js';
import { forwarded } from '../src/content.js';
import type { ChatListener } from '../src/options.js';
import { MemoryStore } from '../src/store/store.js';
import { server, start } from './client-on-fake-server.js';
import { acks, BOB, FakeServer, message, refuse } from './fake-server.js';

/** What comes of it in a moment. */
async function soon<T>(promise: Promise<T> | undefined): Promise<T | undefined> {
  promise?.catch(() => {});
  await vi.advanceTimersByTimeAsync(10);
  return promise;
}

describe('editing and reacting', () => {
  const hello = { kind: 'text', text: 'hello' } as const;
  const mine = { ...message(1), value: { ...message(1).value, userId: 'me' } };

  it('sends an edit again after a cut, and shows it once, in the message', async () => {
    const rewritten = vi.fn<NonNullable<ChatListener['onEvents']>>();
    const chat = await start({ listener: { onEvents: rewritten } });
    server.say(mine);
    const done = chat.edit(BOB, 1, hello);
    await vi.advanceTimersByTimeAsync(10);
    expect(chat.waiting(BOB)).toMatchObject([{ editsSeq: 1, content: hello }]);

    server.socket.cut();
    server.answers.set('edit', () => acks(2));
    await vi.advanceTimersByTimeAsync(1_000);

    expect(await done).toMatchObject({ conversationId: BOB, seq: 2 });
    const frames = server.of('edit');
    expect(frames.map((frame) => [frame.seq, frame.content?.kind.value])).toEqual([[1n, 'hello'], [1n, 'hello']]);
    expect(new Set(frames.map((frame) => frame.clientMessageId)).size).toBe(1);
    expect(chat.waiting(BOB)).toEqual([]);
    expect(chat.events(BOB)[0]?.payload).toMatchObject({ content: hello, editedSeq: 2, editedMs: 7 });
    expect(rewritten.mock.lastCall?.[2]).toMatchObject([{ seq: 1, payload: { content: hello } }]);
    expect(chat.unreadTotal()).toBe(0);
  });

  it('sends what is written to a conversation in its order, edits among messages, in the next life too', async () => {
    const store = new MemoryStore();
    const before = await start({ store });
    server.say(mine);
    server.socket.cut();
    void before.sendText(BOB, 'before');
    void before.edit(BOB, 1, hello);
    void before.sendText(BOB, 'after', { seq: 1, threadSeq: 0 });
    await before.close();

    let next = 2;
    server.answers.set('send', () => acks(next++));
    server.answers.set('edit', () => acks(next++));
    const after = await start({ store });
    await vi.advanceTimersByTimeAsync(100);

    expect(after.events(BOB).map(({ payload }) => payload.kind)).toEqual(['message', 'message', 'edited', 'message']);
    expect(after.events(BOB)[0]?.payload).toMatchObject({ content: hello, editedSeq: 3 });
    expect(server.of('send').at(-1)?.content?.replyTo).toMatchObject({ seq: 1n, threadSeq: 0n });
    expect(after.events(BOB)[3]?.payload).toMatchObject({ content: { replyTo: { seq: 1, threadSeq: 0 } } });
    const stored = (await store.load()).conversations[0]?.events ?? [];
    expect(stored).toEqual(after.events(BOB));
  });

  it('tells of an edit that is refused as of a message, and tries it again as the edit that it is', async () => {
    server.answers.set('edit', () => refuse(ErrorCode.TOO_LATE));
    const chat = await start();
    server.say(mine);

    await expect(soon(chat.edit(BOB, 1, hello))).rejects.toMatchObject({ code: 'TOO_LATE' });
    expect(chat.waiting(BOB)).toMatchObject([{ editsSeq: 1, refused: { code: 'TOO_LATE' } }]);
    expect(chat.events(BOB)[0]?.payload).toMatchObject({ content: { text: '1' }, editedSeq: 0 });

    server.answers.set('edit', () => acks(2));
    await soon(chat.sendAgain(chat.waiting(BOB)[0]?.clientMessageId ?? ''));
    expect(new Set(server.of('edit').map((frame) => frame.clientMessageId)).size).toBe(2);
    expect(chat.events(BOB)[0]?.payload).toMatchObject({ content: hello });
  });

  it('counts one’s own reaction from its ack, and nothing where the ack says that it was so', async () => {
    server.answers.set('react', () => acks(2));
    const chat = await start();
    server.say(message(1));

    expect(await soon(chat.react(BOB, 1, '👍', true))).toMatchObject({ seq: 2 });
    expect(chat.events(BOB)[0]?.payload).toMatchObject({ reactions: [{ emoji: '👍', count: 1, mine: true }] });

    server.answers.set('react', () => acks(0));
    expect(await soon(chat.react(BOB, 1, '👍', true))).toMatchObject({ seq: 0 });
    expect(chat.events(BOB)[0]?.payload).toMatchObject({ reactions: [{ count: 1 }] });
    expect(server.of('react')).toMatchObject([{ seq: 1n, emoji: '👍', remove: false }, { remove: false }]);
    expect(server.of('history')).toEqual([]);
    expect(chat.unreadTotal()).toBe(1);
  });

  it('asks for what a gap hides as soon as a reaction has failed', async () => {
    server.answers.set('react', () => refuse(ErrorCode.LIMIT_REACHED));
    const chat = await start();
    server.say(message(1));
    const failed = chat.react(BOB, 1, '👍', true);
    server.say(message(3));
    expect(server.of('history')).toEqual([]);

    await expect(soon(failed)).rejects.toMatchObject({ code: 'LIMIT_REACHED' });
    await vi.advanceTimersByTimeAsync(10);

    expect(server.of('history')).toMatchObject([{ atLeastSeq: 3n }]);
  });

  it('applies what others change, and keeps the words of an edit no longer than they stand', async () => {
    const store = new MemoryStore();
    const chat = await start({ store });
    const said = (seq: number, payload: object) =>
      server.say({ case: 'event', value: { ...message(seq).value, payload } } as Parameters<FakeServer['say']>[0]);
    const words = (value: string) => ({ kind: { case: 'text', value } });
    server.say(message(1));
    said(2, { case: 'edited', value: { targetSeq: 1n, content: words('secret') } });
    said(3, { case: 'reacted', value: { targetSeq: 1n, emoji: ':goose:' } });
    expect(chat.events(BOB)[0]?.payload).toMatchObject({ content: { text: 'secret' }, reactions: [{ emoji: ':goose:', mine: false }] });

    said(4, { case: 'recalled', value: { targetSeq: 1n } });
    await vi.advanceTimersByTimeAsync(10);

    expect(chat.events(BOB)[0]?.payload).toMatchObject({ content: null, reactions: [] });
    expect(JSON.stringify(await store.load())).not.toContain('secret');
    expect(chat.unreadTotal()).toBe(0);
  });

  it('asks page by page who reacted', async () => {
    server.answers.set('reactions', () => ({
      case: 'reactions',
      value: { reactions: [{ userId: 'bob', emoji: '👍' }], nextPageToken: 'more' },
    }));
    const chat = await start();

    expect(await soon(chat.reactions(BOB, 1, '👍'))).toEqual({ reactions: [{ userId: 'bob', emoji: '👍' }], nextPageToken: 'more' });
    expect(server.of('reactions')).toMatchObject([{ conversationId: BOB, seq: 1n, emoji: '👍', pageToken: '', pageSize: 50 }]);
  });

  it('labels what is forwarded, and takes no reference along', async () => {
    server.answers.set('send', () => acks(1));
    const chat = await start();

    await soon(chat.send(BOB, forwarded({ ...hello, replyTo: { seq: 5, threadSeq: 0 }, forwards: 1 })));

    expect(server.of('send')[0]?.content).toMatchObject({ forwards: 2 });
    expect(server.of('send')[0]?.content?.replyTo).toBeUndefined();
    expect(chat.events(BOB)[0]?.payload).toMatchObject({ content: { ...hello, forwards: 2 } });
  });
});
