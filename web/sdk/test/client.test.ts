import { describe, expect, it, vi } from 'vitest';
import { ErrorCode } from '../src/gen/hongyan/error/v1/error_pb.js';
import type { ChatListener } from '../src/options.js';
import { MemoryStore, type Change } from '../src/store/store.js';
import { client, server, start } from './client-on-fake-server.js';
import { acks, BOB, message, refuse } from './fake-server.js';

describe('sending', () => {
  it('sends the same message again after a cut, and shows it once', async () => {
    const shown = vi.fn<NonNullable<ChatListener['onEvents']>>();
    const chat = await start({ listener: { onEvents: shown } });
    const sent = chat.sendText(BOB, 'hi');
    await vi.advanceTimersByTimeAsync(10);
    expect(chat.waiting(BOB)).toHaveLength(1);

    server.socket.cut();
    server.answers.set('send', () => acks(1));
    await vi.advanceTimersByTimeAsync(1_000);

    expect(await sent).toMatchObject({ conversationId: BOB, seq: 1 });
    const ids = server.of('send').map((frame) => frame.clientMessageId);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
    expect(chat.waiting(BOB)).toEqual([]);
    expect(shown.mock.calls.flatMap(([, events]) => events).map((event) => event.seq)).toEqual([1]);
  });

  it('keeps a message before it goes out, and sends it in the next life of the page', async () => {
    const store = new MemoryStore();
    const before = await start({ store });
    const lost = before.sendText(BOB, 'hi');
    await vi.advanceTimersByTimeAsync(10);
    await before.close();
    await expect(lost).rejects.toMatchObject({ reason: 'closed' });

    server.answers.set('send', () => acks(1));
    const after = await start({ store });

    const ids = server.of('send').map((frame) => frame.clientMessageId);
    expect(new Set(ids).size).toBe(1);
    expect(after.events(BOB)).toHaveLength(1);
    expect((await store.load()).outgoing).toEqual([]);
  });

  it('waits as long as the server says, then sends the same again', async () => {
    server.answers.set('send', () => refuse(ErrorCode.UNAVAILABLE, { retry: true, retryAfterMs: 5_000 }));
    const chat = await start();
    void chat.sendText(BOB, 'hi');
    await vi.advanceTimersByTimeAsync(4_900);
    expect(server.of('send')).toHaveLength(1);

    server.answers.set('send', () => acks(1));
    await vi.advanceTimersByTimeAsync(200);

    expect(server.of('send')).toHaveLength(2);
    expect(chat.waiting(BOB)).toEqual([]);
  });

  it('shows a message that is refused for good until it is sent again or discarded, and sends what comes after', async () => {
    server.answers.set('send', (frame) =>
      frame.body.case === 'send' && frame.body.value.content?.kind.value === 'bad'
        ? refuse(ErrorCode.BLOCKED)
        : acks(1),
    );
    const store = new MemoryStore();
    const chat = await start({ store });
    const refused = chat.sendText(BOB, 'bad');
    void chat.sendText(BOB, 'good');
    await vi.advanceTimersByTimeAsync(50);

    await expect(refused).rejects.toMatchObject({ code: 'BLOCKED' });
    expect(chat.waiting(BOB)).toMatchObject([{ content: { text: 'bad' }, refused: { code: 'BLOCKED' } }]);
    expect((await store.load()).outgoing).toHaveLength(1);

    chat.discard(chat.waiting(BOB)[0]?.clientMessageId ?? '');
    await vi.advanceTimersByTimeAsync(10);
    expect(chat.waiting(BOB)).toEqual([]);
    expect((await store.load()).outgoing).toEqual([]);
  });

  it('does not ask for a gap that its own ack is about to fill', async () => {
    const chat = await start();
    server.say(message(1));
    void chat.sendText(BOB, 'hi');
    await vi.advanceTimersByTimeAsync(5);
    server.say(message(3));
    await vi.advanceTimersByTimeAsync(50);
    expect(server.of('history')).toEqual([]);

    const id = server.frames.find((frame) => frame.body.case === 'send')?.id ?? 0;
    server.socket.receive(id, acks(2));
    await vi.advanceTimersByTimeAsync(50);

    expect(chat.events(BOB).map((event) => event.seq)).toEqual([1, 2, 3]);
    expect(server.of('history')).toEqual([]);
  });
});

describe('receiving', () => {
  it('fills a gap, asking for what it knows to exist', async () => {
    server.answers.set('history', () => ({
      case: 'history',
      value: { conversationId: BOB, events: [message(2).value, message(3).value], headSeq: 3n, firstSeq: 1n },
    }));
    const chat = await start();
    server.say(message(1));
    server.say(message(3));
    await vi.advanceTimersByTimeAsync(50);

    expect(server.of('history')).toMatchObject([{ from: { value: 1n }, atLeastSeq: 3n }]);
    expect(chat.events(BOB).map((event) => event.seq)).toEqual([1, 2, 3]);
    expect(chat.unreadTotal()).toBe(3);
  });

  it('says delivered once for many, and only after they are stored', async () => {
    let write: () => void = () => {};
    class SlowStore extends MemoryStore {
      override async apply(changes: readonly Change[]): Promise<void> {
        await new Promise<void>((written) => (write = written));
        return super.apply(changes);
      }
    }
    await start({ store: new SlowStore() });
    server.say(message(1));
    server.say(message(2));
    await vi.advanceTimersByTimeAsync(500);
    expect(server.of('delivered')).toEqual([]);

    write();
    await vi.advanceTimersByTimeAsync(50);

    expect(server.of('delivered')).toMatchObject([{ conversationId: BOB, seq: 2n }]);
  });

  it('says delivered again where a lost connection may have swallowed it', async () => {
    await start();
    server.say(message(1));
    await vi.advanceTimersByTimeAsync(50);

    server.socket.cut();
    await vi.advanceTimersByTimeAsync(1_000);

    expect(server.of('delivered')).toHaveLength(2);
  });

  it('clears the count at once when the user reads, and tells it after the next login if it could not', async () => {
    const store = new MemoryStore();
    const chat = await start({ store });
    server.say(message(1));
    await vi.advanceTimersByTimeAsync(50);
    server.socket.cut();

    chat.read(BOB, 1);
    expect(chat.unreadTotal()).toBe(0);
    expect(server.of('read')).toEqual([]);
    server.answers.set('read', () => acks(1));
    await vi.advanceTimersByTimeAsync(1_000);

    expect(server.of('read')).toMatchObject([{ conversationId: BOB, seq: 1n }]);
    expect((await store.load()).untoldReads.size).toBe(0);
  });

  it('shows an event of a newer server as unknown, and goes on', async () => {
    const chat = await start();
    server.say({ case: 'event', value: { conversationId: BOB, seq: 1n, userId: 'bob' } });
    server.say(message(2));

    expect(chat.events(BOB).map((event) => event.payload.kind)).toEqual(['unknown', 'message']);
  });
});

describe('staying logged in', () => {
  it('ends a connection that does not answer a ping, and says so', async () => {
    const states: string[] = [];
    server.answers.delete('ping');
    await start({ listener: { onState: (state) => states.push(state) } });

    await vi.advanceTimersByTimeAsync(9_000 + 15_000 + 600);

    expect(states).toEqual(['connecting', 'online', 'waiting', 'connecting', 'online']);
  });

  it('leaves a server that goes when it is told to, and not before', async () => {
    await start();
    server.say({ case: 'goAway', value: { reconnectAfterMs: 3_000 } });
    await vi.advanceTimersByTimeAsync(2_900);
    expect(server.sockets).toHaveLength(1);

    await vi.advanceTimersByTimeAsync(200);

    expect(server.sockets).toHaveLength(2);
    expect(client?.state).toBe('online');
  });

  it('fetches another token when one has expired', async () => {
    const tokens = vi.fn(() => Promise.resolve('token'));
    await start({ tokens });
    server.say(refuse(ErrorCode.TOKEN_EXPIRED, { closes: true, retry: true }));
    server.socket.cut();
    await vi.advanceTimersByTimeAsync(1_000);

    expect(tokens).toHaveBeenCalledTimes(2);
    expect(client?.state).toBe('online');
  });

  it('stops for good when another login replaced it', async () => {
    const chat = await start();
    server.say(refuse(ErrorCode.SESSION_REPLACED, { closes: true }));
    server.socket.cut();
    await vi.advanceTimersByTimeAsync(100_000);

    expect(chat.state).toBe('stopped');
    expect(server.sockets).toHaveLength(1);
  });

  it('tries again when no token can be had', async () => {
    const tokens = vi.fn().mockRejectedValueOnce(new Error('down')).mockResolvedValue('token');
    await start({ tokens });
    expect(client?.state).toBe('waiting');

    await vi.advanceTimersByTimeAsync(1_000);

    expect(client?.state).toBe('online');
  });

  it('ends a pause when it is nudged, and tests a connection that seems alive', async () => {
    const chat = await start();
    server.answers.delete('ping');
    chat.nudge();
    await vi.advanceTimersByTimeAsync(2_600);
    expect(chat.state).toBe('waiting');

    chat.nudge();
    await vi.advanceTimersByTimeAsync(10);

    expect(chat.state).toBe('online');
  });

  it('tells the app state that changed while it was offline', async () => {
    const chat = await start();
    server.socket.cut();
    chat.background(true);
    await vi.advanceTimersByTimeAsync(1_000);

    expect(server.of('hello').map((hello) => hello.background)).toEqual([false, true]);
  });

  it('asks again for presence that the server could not tell, and says what it refuses for good', async () => {
    const onPresence = vi.fn<NonNullable<ChatListener['onPresence']>>();
    const onError = vi.fn<NonNullable<ChatListener['onError']>>();
    server.answers.set('watchPresence', () => refuse(ErrorCode.UNAVAILABLE, { retry: true, retryAfterMs: 3_000 }));
    const chat = await start({ listener: { onPresence, onError } });
    chat.watchPresence(false, ['bob']);
    await vi.advanceTimersByTimeAsync(2_900);
    expect(server.of('watchPresence')).toHaveLength(1);

    server.answers.set('watchPresence', () => ({ case: 'presence', value: { users: [{ userId: 'bob', state: 3 }] } }));
    await vi.advanceTimersByTimeAsync(200);

    expect(server.of('watchPresence')).toHaveLength(2);
    expect(onPresence.mock.calls.flat(2).map((user) => [user.userId, user.state])).toEqual([['bob', 'online']]);
    expect(onError).not.toHaveBeenCalled();

    server.answers.set('watchPresence', () => refuse(ErrorCode.INVALID_ARGUMENT));
    chat.watchPresence(false, ['?']);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(server.of('watchPresence')).toHaveLength(3);
    expect(onError).toHaveBeenCalledOnce();
  });

  it('keeps to the rate of the server, and loses nothing by it', async () => {
    server.answers.set('send', () => undefined);
    const chat = await start();
    for (let i = 0; i < 150; i++) {
      chat.typing(BOB, true);
    }
    expect(server.of('typing').length).toBeLessThanOrEqual(100);

    await vi.advanceTimersByTimeAsync(5_000);

    expect(server.of('typing')).toHaveLength(150);
  });
});
