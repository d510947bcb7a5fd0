import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Mentions } from '../../src/content.js';
import type { ChatEvent } from '../../src/model.js';
import { DEFAULT_LIMITS } from '../../src/inbox/limits.js';
import { ModelDevice } from './model-device.js';
import { ME, ModelServer } from './model-server.js';

const EMOJIS = ['👍', ':goose:'] as const;

const CONVERSATIONS = ['d:bob:me', 'd:carol:me', 'g:00000000000000000000000001'];

const KINDS = [
  'otherSends',
  'otherSendsSilently',
  'iSend',
  'recall',
  'edit',
  'iEdit',
  'react',
  'iReact',
  'iRead',
  'otherDeviceReads',
  'otherDeviceReadsWhileOffline',
  'mute',
  'arrange',
  'arrangeWhileOffline',
  'lose',
  'deliverShuffled',
  'deliverTwice',
  'reconnect',
  'reload',
  'beat',
] as const;

/** What happens next. The number says to which message, or how. */
interface Step {
  readonly kind: (typeof KINDS)[number];
  readonly id: string;
  readonly number: number;
}

/** Stories of such things and of messages that come; short ones mostly, or of any length. */
function stories(kinds: readonly Step['kind'][], size: 'small' | 'max'): fc.Arbitrary<Step[]> {
  return fc.array(
    fc.record({
      kind: fc.oneof({ weight: 8, arbitrary: fc.constant('otherSends' as const) }, { weight: 12, arbitrary: fc.constantFrom(...kinds) }),
      id: fc.constantFrom(...CONVERSATIONS),
      number: fc.integer({ min: 0, max: 40 }),
    }),
    { maxLength: 80, size },
  );
}

const histories = stories(KINDS, 'small');

/** Plays steps; what the server routes is under way until delivered, in whatever order, or lost. */
function play(server: ModelServer, device: ModelDevice, history: readonly Step[]): void {
  let underWay: ChatEvent[] = [];
  const deliver = (seed: number, times: number): void => {
    const now = shuffled(Array.from({ length: times }, () => underWay).flat(), seed);
    underWay = [];
    now.forEach((event) => device.perform(device.inbox.event(event)));
  };
  const own = (id: string, ownVersion: number, change: object): void => {
    if (server.log(id).length > 0) {
      device.perform(device.inbox.own({ conversationId: id, ownVersion, headSeq: server.log(id).length, ...change }));
    }
  };
  for (const { kind, id, number } of history) {
    if (server.log(id).length === 0 && ['mute', 'arrange', 'arrangeWhileOffline'].includes(kind)) {
      continue; // nothing is there to be muted or arranged
    }
    switch (kind) {
      case 'otherSends':
      case 'otherSendsSilently':
        underWay.push(server.message(id, 'bob', kind === 'otherSendsSilently', whom(number)));
        break;
      case 'iSend':
        device.inbox.sending(id);
        // Made from the ack, which does not tell how many before it do not count.
        device.perform(device.inbox.sent({ ...server.message(id, ME, false, whom(number)), uncountable: 0 }));
        break;
      case 'recall':
        underWay.push(...server.recall(id, messageOf(server, id, number)));
        break;
      case 'edit':
        underWay.push(...server.edit(id, messageOf(server, id, number)));
        break;
      case 'react':
        underWay.push(...server.react(id, messageOf(server, id, number), number % 3 === 0 ? ME : 'bob', EMOJIS[number % 2] ?? '👍'));
        break;
      case 'iEdit':
      case 'iReact':
        device.inbox.sending(id);
        (kind === 'iEdit' ? server.edit(id, messageOf(server, id, number, ME)) : server.react(id, number, ME, '👍')).forEach((event) =>
          device.perform(device.inbox.sent({ ...event, uncountable: 0 })),
        );
        device.perform(device.inbox.notSent(id));
        break;
      case 'iRead':
        device.perform(device.inbox.read(id, number));
        break;
      case 'otherDeviceReads':
        own(id, server.read(id, number), {
          readSeq: Math.min(number, server.log(id).length),
          unread: server.unread(id),
          markedUnread: server.marked.has(id),
        });
        break;
      case 'otherDeviceReadsWhileOffline':
        server.read(id, number);
        device.login();
        break;
      case 'mute':
        own(id, server.set(server.muted, id, number % 2 === 0), { muted: number % 2 === 0 });
        break;
      case 'arrange': {
        const { version, change } = arrange(server, id, number);
        own(id, version, change);
        break;
      }
      case 'arrangeWhileOffline':
        arrange(server, id, number);
        device.login();
        break;
      case 'lose':
        underWay = [];
        break;
      case 'deliverShuffled':
        deliver(number, 1);
        break;
      case 'deliverTwice':
        deliver(number, 2);
        break;
      case 'reconnect':
        device.login();
        break;
      case 'reload':
        device.reload();
        break;
      case 'beat':
        device.beat();
        break;
    }
  }
  // Time passes: the heart beats until both agree.
  device.beat();
  device.beat();
  device.beat();
}

function whom(number: number): Mentions | undefined {
  switch (number % 5) {
    case 0:
    case 1:
      return { userIds: [ME], everyone: false };
    case 2:
      return { userIds: [], everyone: true };
    case 3:
      return { userIds: ['carol'], everyone: false };
    default:
      return undefined;
  }
}

function expectSameMentions(server: ModelServer, device: ModelDevice, id: string): void {
  const expected = server.unreadMentions(id);
  const mentions = device.inbox.conversation(id)?.mentions;
  expect(mentions).toMatchObject({ count: expected.length, exact: true });
  expect(mentions?.seqs).toEqual(expected.slice(0, mentions?.seqs.length));
  expect(mentions?.seqs.length === 0).toBe(expected.length === 0);
}

/** Another device of the user's, or an ack of this one's, changes how the list has a conversation. */
function arrange(server: ModelServer, id: string, number: number): { readonly version: number; readonly change: object } {
  const on = number % 2 === 0;
  switch (number % 3) {
    case 0:
      return { version: server.set(server.pinned, id, on), change: { pinnedMs: on ? 1 : 0 } };
    case 1:
      return { version: server.archive(id, on), change: { archivedSeq: on ? server.log(id).length : 0 } };
    default:
      return { version: server.set(server.marked, id, on), change: { markedUnread: on } };
  }
}

/** One of the latest messages, of a certain sender perhaps; 0 if there is none. */
function messageOf(server: ModelServer, id: string, number: number, sender?: string): number {
  const messages = server.log(id).filter(({ userId, payload }) => payload.kind === 'message' && userId === (sender ?? userId));
  return messages.at(-1 - (number % Math.min(3, Math.max(1, messages.length))))?.seq ?? 0;
}

/** The same for the same seed. */
function shuffled<T>(items: readonly T[], seed: number): T[] {
  const result = [...items];
  let state = seed + 1;
  for (let i = result.length - 1; i > 0; i--) {
    state = (state * 48_271) % 2_147_483_647;
    const j = state % (i + 1);
    [result[i], result[j]] = [result[j] as T, result[i] as T];
  }
  return result;
}

/**
 * What has to be the same in the end: all but the count that an ack does not tell where the predecessor is not known, and
 * the order of reactions, which is that of their coming.
 */
function comparable(events: readonly ChatEvent[]): ChatEvent[] {
  return events.map((event) => {
    const { payload } = event;
    return {
      ...event,
      uncountable: 0,
      payload:
        payload.kind === 'message'
          ? { ...payload, reactions: [...payload.reactions].sort((one, other) => (one.emoji < other.emoji ? -1 : 1)) }
          : payload,
    };
  });
}

describe('an inbox', () => {
  it('ends up like the server, whatever the network and the browser do', () => {
    fc.assert(
      fc.property(histories, fc.integer({ min: 1, max: 9 }), (history, pageSize) => {
        const server = new ModelServer(pageSize);
        const device = new ModelDevice(server, DEFAULT_LIMITS);
        device.login();

        play(server, device, history);

        for (const id of server.ids()) {
          const log = server.log(id);
          const kept = device.inbox.events(id);
          expect(comparable(kept)).toEqual(comparable(log.slice(log.length - kept.length)));
          expect(device.inbox.conversation(id)).toMatchObject({
            haveSeq: log.length,
            unread: server.unread(id),
            pinnedMs: server.pinned.has(id) ? 1 : 0,
            markedUnread: server.marked.has(id),
            ownVersion: server.version(id),
          });
          expectSameMentions(server, device, id);
          expect((device.inbox.conversation(id)?.archivedSeq ?? 0) > 0, 'archived').toBe(server.archived.has(id));
        }
        expect(device.holes).toEqual([]);
        expect(device.badge).toBe(server.unreadTotal());
        expect(device.inbox.unreadTotal()).toBe(server.unreadTotal());
      }),
      { numRuns: 500 },
    );
  });

  it('ends up with every edit, reaction and recall, and keeps no words that were taken back, after long stories and many mentions too', () => {
    fc.assert(
      fc.property(stories(KINDS, 'max'), fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 5 }), (story, pageSize, mentionsMax) => {
        const server = new ModelServer(pageSize, mentionsMax);
        const device = new ModelDevice(server, { ...DEFAULT_LIMITS, mentionsMax });
        device.login();

        play(server, device, story);

        for (const id of server.ids()) {
          const kept = device.inbox.events(id);
          expect(comparable(kept)).toEqual(comparable(server.log(id).slice(server.log(id).length - kept.length)));
          expect(device.stored(id)).toEqual(kept);
          expect(device.inbox.conversation(id)).toMatchObject({ haveSeq: server.log(id).length, unread: server.unread(id) });
          expectSameMentions(server, device, id);
        }
        expect(device.holes).toEqual([]);
        expect(device.badge).toBe(server.unreadTotal());
      }),
      { numRuns: 1000 },
    );
  }, 60_000);

  it('counts exactly even where few events are kept, by asking', () => {
    fc.assert(
      fc.property(histories, fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 4 }), (history, eventsMax, mentionsMax) => {
        const server = new ModelServer(4, mentionsMax);
        const device = new ModelDevice(server, { conversationsMax: 10, eventsMax, aheadMax: 3, gapMax: 12, mentionsMax });
        device.login();

        play(server, device, history);

        for (const id of server.ids()) {
          const kept = device.inbox.events(id);
          expect(kept.length).toBeLessThanOrEqual(eventsMax);
          expect(comparable(kept)).toEqual(comparable(server.log(id).slice(server.log(id).length - kept.length)));
          expect(device.inbox.conversation(id)).toMatchObject({
            haveSeq: server.log(id).length,
            unread: server.unread(id),
          });
          expectSameMentions(server, device, id);
        }
        expect(device.holes).toEqual([]);
        expect(device.badge).toBe(server.unreadTotal());
      }),
      { numRuns: 500 },
    );
  });

  it('shows once each and in order what comes in any order, many times', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), fc.nat(), (length, seed) => {
        const [id] = CONVERSATIONS as [string];
        const server = new ModelServer(50);
        const device = new ModelDevice(server, DEFAULT_LIMITS);
        device.perform(device.inbox.event(server.message(id, 'bob', false)));
        const events = Array.from({ length }, () => server.message(id, 'bob', false));

        shuffled([...events, ...events], seed).forEach((event) => device.perform(device.inbox.event(event)));

        expect(device.inbox.events(id)).toEqual(server.log(id));
        expect(device.badge).toBe(length + 1);
        expect(device.confirmed.get(id)).toBe(length + 1);
      }),
    );
  });
});
