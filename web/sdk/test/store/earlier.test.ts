import { describe, expect, it } from 'vitest';
import { CONTENT_VERSION, type Content } from '../../src/content.js';
import { DEFAULT_RULES, newMessage, type ChatEvent, type Conversation, type Outgoing, type Payload } from '../../src/model.js';
import { upToDate } from '../../src/store/earlier.js';
import type { Saved } from '../../src/store/store.js';

const text = { kind: 'text', text: 'hi' } as const;
const event = (seq: number, payload: unknown): ChatEvent => ({
  conversationId: 'd:bob:me',
  seq,
  uncountable: 0,
  timeMs: seq,
  userId: 'bob',
  payload: payload as Payload,
});

/** As the version before edits and reactions wrote it. */
const oldMessage = (seq: number): ChatEvent => event(seq, { kind: 'message', content: text, clientMessageId: '', silent: true });
const unknown = (seq: number): ChatEvent => event(seq, { kind: 'unknown' });

const saved = (events: ChatEvent[], outgoing: unknown[] = []): Saved => ({
  conversations: [{ conversation: { id: 'd:bob:me', rules: DEFAULT_RULES, pinnedMs: 0, archivedSeq: 0, markedUnread: false, ownVersion: 0, silencedUntilMs: 0, timerMs: 0, mentions: { count: 1, seqs: [7], exact: true }, lastEvent: events.at(-1) ?? null } as unknown as Conversation, events }],
  outgoing: outgoing as Outgoing[],
  untoldReads: new Map(),
});

const eventsOf = (of: Saved): readonly ChatEvent[] => of.conversations[0]?.events ?? [];

describe('what an earlier version kept', () => {
  it('is read as messages of which nothing has become yet', () => {
    const now = upToDate(saved([oldMessage(1)], [{ clientMessageId: 'a', content: text }]));

    const message = newMessage(text, '', true);
    expect(eventsOf(now)).toEqual([event(1, message)]);
    expect(now.conversations[0]?.conversation.lastEvent?.payload).toEqual(message);
    expect(now.outgoing).toMatchObject([{ clientMessageId: 'a', editsSeq: null }]);
  });

  it('is left to the server where something came that it did not know, which may have been an edit', () => {
    const now = upToDate(saved([oldMessage(1), unknown(2), oldMessage(3)]));

    expect(eventsOf(now).map(({ seq }) => seq)).toEqual([3]);
  });
});

it('what an earlier version could not show is asked for again', () => {
  const message = (seq: number, content: Content): ChatEvent => event(seq, newMessage(content, ''));

  const now = upToDate(saved([message(1, text), message(2, { kind: 'unknown', version: 1 }), message(3, text)]));

  expect(eventsOf(now).map(({ seq }) => seq)).toEqual([3]);
  expect(eventsOf(upToDate(saved([message(1, text), message(2, { kind: 'unknown' })])))).toEqual([]);
});

it('of what a version kept that knew neither pins nor an archive, the server is to tell all', () => {
  const { pinnedMs: _p, archivedSeq: _a, markedUnread: _m, ownVersion: _o, ...earlier } = saved([]).conversations[0]?.conversation as Conversation;
  const kept = { ...saved([]), conversations: [{ conversation: earlier as Conversation, events: [] }] };

  expect(upToDate(kept)).toEqual(saved([]));
});

it('of mentions a version kept that did not count them nothing is known', () => {
  const { mentions: _, ...earlier } = saved([]).conversations[0]?.conversation as Conversation;
  const kept = { ...saved([]), conversations: [{ conversation: earlier as Conversation, events: [] }] };

  expect(upToDate(kept).conversations[0]?.conversation.mentions.exact).toBe(false);
});

it('what this version kept is as it was, with what it does not know either', () => {
  const notKnown = newMessage({ kind: 'unknown', version: CONTENT_VERSION }, '');
  const kept = saved([event(1, newMessage(text, '')), unknown(2), event(3, notKnown)], [{ clientMessageId: 'a', content: text, editsSeq: 1 }]);

  expect(upToDate(kept)).toEqual(kept);
});
