import { describe, expect, it, vi } from 'vitest';
import { ErrorCode } from '../src/gen/hongyan/error/v1/error_pb.js';
import { inListOrder } from '../src/model.js';
import { server, start } from './client-on-fake-server.js';
import { acks, BOB, message, refuse } from './fake-server.js';

const acksAs = (seq: number, ownVersion: number) => ({
  case: 'ack' as const,
  value: { ...acks(seq).value, ownVersion: BigInt(ownVersion) },
});

const own = (ownVersion: number, change: object) => ({
  case: 'own' as const,
  value: { conversationId: BOB, ownVersion: BigInt(ownVersion), headSeq: 1n, ...change },
});

const done = async <T>(asked: Promise<T>): Promise<T> => {
  await vi.advanceTimersByTimeAsync(10);
  return asked;
};

describe('how the list has a conversation', () => {
  it('is as the ack says: since when it is pinned, at which head it is archived', async () => {
    const chat = await start();
    server.say(message(1));

    server.answers.set('arrange', () => acksAs(1, 1));
    await done(chat.pin(BOB, true));
    server.answers.set('arrange', () => acksAs(1, 2));
    await done(chat.archive(BOB, true));
    server.answers.set('arrange', () => acksAs(1, 3));
    await done(chat.markUnread(BOB, true));

    const all = { pinnedMs: 7, archivedSeq: 1, markedUnread: true, ownVersion: 3, unread: 1 };
    expect(chat.conversation(BOB)).toMatchObject(all);
    expect(chat.unreadTotal(), 'a mark counts nowhere').toBe(1);
    expect(server.of('arrange').map(({ change }) => change.case)).toEqual(['pinned', 'archived', 'markedUnread']);
  });

  it('stays as it was where the server says no', async () => {
    const chat = await start();
    server.say(message(1));
    server.answers.set('arrange', () => refuse(ErrorCode.LIMIT_REACHED));

    const refused = expect(chat.pin(BOB, true)).rejects.toMatchObject({ code: 'LIMIT_REACHED' });
    await vi.advanceTimersByTimeAsync(10);
    await refused;

    expect(chat.conversation(BOB)?.pinnedMs).toBe(0);
  });

  it('changes with another device, and an old change comes too late', async () => {
    const chat = await start();
    server.say(message(1));

    server.say(own(1, { archivedSeq: 1n }));
    expect(chat.conversation(BOB)?.archivedSeq).toBe(1);
    server.say(own(2, { archivedSeq: 0n }));
    server.say(own(1, { archivedSeq: 1n }));

    expect(chat.conversation(BOB)).toMatchObject({ archivedSeq: 0, ownVersion: 2 });
  });

  it('is asked for where a change before is missing', async () => {
    const chat = await start();
    server.say(message(1));

    server.say(own(2, { markedUnread: true }));
    await vi.advanceTimersByTimeAsync(10);

    expect(server.of('conversations')).toHaveLength(1);
    expect(chat.conversation(BOB)?.ownVersion).toBe(0);
  });

  it('comes out of the archive with a message that came before it was muted, and not with one after', async () => {
    const chat = await start();
    server.say(message(1));
    server.say(own(1, { archivedSeq: 1n }));

    server.say(own(2, { muted: true, headSeq: 2n }));
    server.say(message(3));
    expect(chat.conversation(BOB)?.archivedSeq).toBe(1);
    server.say(message(2));

    expect(chat.conversation(BOB)?.archivedSeq).toBe(0);
  });

  it('loses its mark by reading, which is told though nothing is new', async () => {
    const chat = await start();
    server.say(message(1));
    server.answers.set('read', () => acksAs(1, 1));
    chat.read(BOB, 1);
    await vi.advanceTimersByTimeAsync(50);
    server.answers.set('arrange', () => acksAs(1, 2));
    await done(chat.markUnread(BOB, true));

    server.answers.set('read', () => acksAs(1, 3));
    chat.read(BOB, 1);
    expect(chat.conversation(BOB)?.markedUnread).toBe(false);
    await vi.advanceTimersByTimeAsync(50);

    expect(server.of('read')).toHaveLength(2);
    expect(chat.conversation(BOB)?.ownVersion).toBe(3);
  });

  it('says what was read before it marks', async () => {
    const chat = await start();
    server.say(message(1));
    server.answers.set('read', () => acksAs(1, 1));
    server.answers.set('arrange', () => acksAs(1, 2));

    chat.read(BOB, 1);
    await done(chat.markUnread(BOB, true));

    const kinds = server.frames.map(({ body }) => body.case).filter((kind) => kind === 'read' || kind === 'arrange');
    expect(kinds).toEqual(['read', 'arrange']);
    expect(chat.conversation(BOB)?.markedUnread).toBe(true);
  });

  it('is in the next hello, so that nothing is told twice', async () => {
    const chat = await start();
    server.say(message(1));
    server.say(own(1, { pinnedMs: 9n }));

    server.socket.cut();
    await vi.advanceTimersByTimeAsync(2_000);

    expect(server.of('hello').at(-1)?.have).toMatchObject([{ conversationId: BOB, seq: 1n, ownVersion: 1n }]);
    expect(chat.conversations().sort(inListOrder)[0]?.pinnedMs).toBe(9);
  });
});
