import { afterEach, describe, expect, it } from 'vitest';
import { idBetween } from '../../src/index.js';
import { name, Person, SOCKET, until } from './person.js';

const people: Person[] = [];

async function person(id: string, device = 'page'): Promise<Person> {
  const made = await Person.online(id, device, SOCKET);
  people.push(made);
  return made;
}

afterEach(async () => {
  await Promise.all(people.splice(0).map((each) => each.leave()));
});

describe('two people', () => {
  it('talk, and see what was delivered and read, and count exactly', async () => {
    const [alice, bob] = [await person(name('alice')), await person(name('bob'))];
    const id = idBetween(alice.id, bob.id);

    const sent = await alice.app.sendTextTo(bob.id, 'hi bob');
    expect(sent).toMatchObject({ conversationId: id, seq: 1, repeated: false });
    await until(() => expect(bob.texts(id)).toEqual(['hi bob']));
    expect(bob.badge).toBe(1);
    await until(() => expect(alice.app.conversation(id)?.peerDeliveredSeq).toBe(1));
    expect(alice.app.conversation(id)?.peerReadSeq).toBe(0);

    bob.app.read(id, 1);
    expect(bob.badge).toBe(0);
    await until(() => expect(alice.app.conversation(id)?.peerReadSeq).toBe(1));
    expect(alice.unread(id)).toBe(0);
  });

  it('see each other type, and whether the other is there', async () => {
    const [alice, bob] = [await person(name('alice')), await person(name('bob'))];
    const id = idBetween(alice.id, bob.id);
    await alice.app.sendTextTo(bob.id, 'hi');
    alice.app.watchPresence(true, []); // right after the first message: its partner is one already
    await until(() => expect(alice.presence.get(bob.id)?.state).toBe('online'));

    bob.app.typing(id, true);
    await until(() => expect(alice.typing).toEqual([{ conversationId: id, userId: bob.id, typing: true }]));
    bob.app.background(true);
    await until(() => expect(alice.presence.get(bob.id)?.state).toBe('away'));
    await bob.leave();
    await until(() => expect(alice.presence.get(bob.id)?.state).toBe('offline'));
  });

  it('take back what they said, which then counts no more', async () => {
    const [alice, bob] = [await person(name('alice')), await person(name('bob'))];
    const id = idBetween(alice.id, bob.id);
    const sent = await alice.app.sendTextTo(bob.id, 'oh');
    await until(() => expect(bob.badge).toBe(1));

    await alice.app.recall(id, sent.seq);

    await until(() => expect(bob.texts(id)).toEqual(['null']));
    await until(() => expect(alice.texts(id)).toEqual(['null']));
    expect(bob.badge).toBe(0);
  });

  it('cannot write once one has blocked the other; what was refused stays until it is discarded', async () => {
    const [alice, bob] = [await person(name('alice')), await person(name('bob'))];
    const id = idBetween(alice.id, bob.id);
    await alice.app.sendTextTo(bob.id, 'hi');
    await until(() => expect(bob.app.conversation(id)).toBeDefined());
    await bob.app.block(alice.id, true);
    expect(bob.app.conversation(id)?.blocked).toBe(true);

    await expect(alice.app.sendText(id, 'hello?')).rejects.toMatchObject({ code: 'BLOCKED' });
    expect(alice.app.waiting(id)).toMatchObject([{ refused: { code: 'BLOCKED' } }]);

    await bob.app.block(alice.id, false);
    const [refused] = alice.app.waiting(id);
    await alice.app.sendAgain(refused?.clientMessageId ?? '');
    await until(() => expect(bob.texts(id)).toEqual(['hi', 'hello?']));
    expect(alice.app.waiting(id)).toEqual([]);
  });
});

describe('what was said', () => {
  const text = (words: string) => ({ kind: 'text' as const, text: words });

  it('is edited, reacted to and answered, on all devices and for who comes later', async () => {
    const alice = await person(name('alice'));
    const bobsId = name('bob');
    const [page, phone] = [await person(bobsId, 'page'), await person(bobsId, 'phone')];
    const id = idBetween(alice.id, bobsId);
    const { seq } = await alice.app.sendTextTo(bobsId, 'helo');
    await until(() => expect([page.badge, phone.badge]).toEqual([1, 1]));
    page.app.read(id, seq);
    await phone.leave();

    await alice.app.edit(id, seq, text('hello'));
    const reacted = await page.app.react(id, seq, '👍', true);
    await alice.app.react(id, seq, '👍', true);
    await page.app.sendText(id, 'hi', { seq, threadSeq: 0 });
    await until(() => expect(alice.texts(id)).toEqual(['hello', 'hi']));
    await phone.comeBack();

    expect(reacted.seq).toBeGreaterThan(seq);
    expect(await page.app.react(id, seq, '👍', true)).toMatchObject({ seq: 0 });
    for (const [who, unread] of [[alice, 1], [page, 0], [phone, 0]] as const) {
      await until(() =>
        expect(who.app.events(id)[0]?.payload).toMatchObject({
          content: text('hello'),
          reactions: [{ emoji: '👍', count: 2, mine: true }],
        }),
      );
      await until(() => expect(who.unread(id)).toBe(unread));
      await until(() => expect(who.app.events(id).at(-1)?.payload).toMatchObject({ content: { ...text('hi'), replyTo: { seq } } }));
    }
    const [late] = (await person(bobsId, 'tablet')).app.events(id);
    expect(late?.payload).toMatchObject({ content: text('hello'), editedSeq: seq + 1, reactions: [{ emoji: '👍', count: 2 }] });
    const { reactions } = await alice.app.reactions(id, seq);
    expect(reactions).toEqual([alice.id, bobsId].sort().map((userId) => ({ userId, emoji: '👍' })));
  });

  it('cannot be edited by another, nor once it was taken back, when nothing of it is left', async () => {
    const [alice, bob] = [await person(name('alice')), await person(name('bob'))];
    const id = idBetween(alice.id, bob.id);
    const { seq } = await alice.app.sendTextTo(bob.id, 'oh');
    await alice.app.edit(id, seq, text('secret'));
    await until(() => expect(bob.texts(id)).toEqual(['secret']));
    await expect(bob.app.edit(id, seq, text('mine'))).rejects.toMatchObject({ code: 'NOT_ALLOWED' });

    await alice.app.recall(id, seq);
    await until(() => expect(bob.texts(id)).toEqual(['null']));
    await until(() => expect(alice.texts(id)).toEqual(['null']));

    await expect(alice.app.edit(id, seq, text('again'))).rejects.toMatchObject({ code: 'MESSAGE_NOT_FOUND' });
    for (const who of [alice, bob]) {
      expect(JSON.stringify((await who.store.load()).conversations)).not.toContain('secret');
      expect(JSON.stringify(await who.app.historyBefore(id, 0))).not.toContain('secret');
    }
  });
});

describe('a user on two devices', () => {
  it('reads and mutes on one, and the other knows', async () => {
    const alice = await person(name('alice'));
    const bobsId = name('bob');
    const [page, phone] = [await person(bobsId, 'page'), await person(bobsId, 'phone')];
    const id = idBetween(alice.id, bobsId);
    await alice.app.sendTextTo(bobsId, 'one');
    await alice.app.sendTextTo(bobsId, 'two');
    await until(() => expect([page.badge, phone.badge]).toEqual([2, 2]));

    page.app.read(id, 2);
    await until(() => expect(phone.badge).toBe(0));
    await phone.app.mute(id, true);
    await until(() => expect(page.app.conversation(id)?.muted).toBe(true));
    await alice.app.sendTextTo(bobsId, 'three');

    await until(() => expect(phone.unread(id)).toBe(1));
    expect([page.badge, phone.badge]).toEqual([0, 0]);
  });

  it('pins, archives and marks on one; the other knows at once, or with its next login', async () => {
    const alice = await person(name('alice'));
    const bobsId = name('bob');
    const [page, phone] = [await person(bobsId, 'page'), await person(bobsId, 'phone')];
    const id = idBetween(alice.id, bobsId);
    await alice.app.sendTextTo(bobsId, 'one');
    await until(() => expect([page.badge, phone.badge]).toEqual([1, 1]));

    await page.app.pin(id, true);
    await until(() => expect(phone.app.conversation(id)?.pinnedMs).toBeGreaterThan(0));
    phone.app.dropConnection();
    await page.app.archive(id, true);
    page.app.read(id, 1);
    await page.app.markUnread(id, true);
    await until(() => expect(phone.app.conversation(id)).toEqual(page.app.conversation(id)));

    expect(phone.app.conversation(id)).toMatchObject({ archivedSeq: 1, markedUnread: true, unread: 0, ownVersion: 4 });
    expect([page.badge, phone.badge]).toEqual([0, 0]);
    await alice.app.sendTextTo(bobsId, 'two');
    await until(() => expect([page, phone].map((each) => each.app.conversation(id)?.archivedSeq)).toEqual([0, 0]));
  });

  it('sends on one, and sees it on the other', async () => {
    const alice = await person(name('alice'));
    const bobsId = name('bob');
    const [page, phone] = [await person(bobsId, 'page'), await person(bobsId, 'phone')];
    const id = idBetween(alice.id, bobsId);

    await page.app.sendTextTo(alice.id, 'from my page');

    await until(() => expect(phone.texts(id)).toEqual(['from my page']));
    expect(phone.badge).toBe(0);
  });
});

describe('a group', () => {
  it('is made, renamed and joined, and its members have all under the same numbers', async () => {
    const [alice, bob, carol] = [await person(name('alice')), await person(name('bob')), await person(name('carol'))];
    const { conversationId: id } = await alice.app.createGroup('trip', [bob.id]);
    await until(() => expect(bob.app.conversation(id)).toMatchObject({ name: 'trip', role: 'member', memberCount: 2 }));
    await until(() => expect(alice.app.conversation(id)).toMatchObject({ role: 'owner' }));

    await alice.app.rename(id, 'trip to Oslo');
    await alice.app.addMembers(id, [carol.id]);
    await alice.app.setRole(id, bob.id, 'admin');
    await carol.app.sendText(id, 'I bring the waffles');

    await until(() => expect(bob.texts(id)).toEqual(['I bring the waffles']));
    await until(() => expect(bob.app.conversation(id)).toMatchObject({ name: 'trip to Oslo', role: 'admin', memberCount: 3 }));
    expect((await carol.app.members(id)).map(({ userId, role }) => [userId, role]).sort()).toEqual(
      [
        [alice.id, 'owner'],
        [bob.id, 'admin'],
        [carol.id, 'member'],
      ].sort(),
    );
    expect(carol.app.conversation(id)?.firstSeq).toBe(3);
    await expect(carol.app.rename(id, 'mine')).rejects.toMatchObject({ code: 'NOT_ALLOWED' });

    await bob.app.removeMembers(id, [carol.id]);
    await until(() => expect(carol.app.conversation(id)?.left).toBe(true));
    await bob.app.leave(id);
    await until(() => expect(bob.app.conversation(id)?.left).toBe(true));
  });

  it('is made once, however often it is asked for', async () => {
    const [alice, bob] = [await person(name('alice')), await person(name('bob'))];
    const first = await alice.app.createGroup('once', [bob.id], 'my-group');
    const second = await alice.app.createGroup('once', [bob.id], 'my-group');

    expect(second).toEqual({ ...first, repeated: true });
  });
});

it('registers a device for alerts, and forgets it', async () => {
  const alice = await person(name('alice'));
  const registration = { provider: 'apns', appId: 'com.example.chat', token: 'ab'.repeat(32), sandbox: false } as const;

  expect(await alice.app.registerPush(registration)).toMatchObject({ seq: 0 });
  expect(await alice.app.removePush()).toMatchObject({ seq: 0 });
});

it('pages back through what it does not keep', async () => {
  const [alice, bob] = [await person(name('alice')), await person(name('bob'))];
  const id = idBetween(alice.id, bob.id);
  for (let i = 1; i <= 30; i++) {
    await alice.app.sendTextTo(bob.id, `${i}`);
  }
  await until(() => expect(bob.badge).toBe(30));

  const newest = await bob.app.historyBefore(id, 0, 20);
  const older = await bob.app.historyBefore(id, newest.events[0]?.seq ?? 0, 20);

  expect([...older.events, ...newest.events].map((event) => event.seq)).toEqual(Array.from({ length: 30 }, (_, i) => i + 1));
  expect(older.more).toBe(false);
});
