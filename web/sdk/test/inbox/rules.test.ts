import { describe, expect, it } from 'vitest';
import { Facts } from '../../src/inbox/facts.js';
import { DEFAULT_RULES, mayPost, NO_MENTIONS, type ChatEvent, type Conversation, type Payload, type Role } from '../../src/model.js';

const GROUP = 'g:0123456789abcdefghjkmnpqrs';
const event = (seq: number, payload: Payload, userId = 'bob'): ChatEvent => ({
  conversationId: GROUP,
  seq,
  uncountable: seq,
  timeMs: seq,
  userId,
  payload,
});
const channel = { ...DEFAULT_RULES, post: 'admin' as Role };
const created = (rules?: typeof channel): Payload => ({
  kind: 'groupCreated',
  name: 'News',
  members: [{ userId: 'bob', role: 'owner' }, { userId: 'me', role: 'member' }],
  ...(rules && { rules }),
});
const view = (facts: Facts): Conversation => facts.view({ firstSeq: 1, haveSeq: 1, readSeq: 0, unread: 0, mentions: NO_MENTIONS });

describe('who may do what in a group', () => {
  it('is as by default until somebody says otherwise, and follows its events', () => {
    const facts = new Facts(GROUP, 'me');
    facts.apply(event(1, created()));
    expect(view(facts).rules).toEqual(DEFAULT_RULES);
    expect(mayPost(view(facts))).toBe(true);

    facts.apply(event(2, { kind: 'groupRulesChanged', rules: channel }));
    expect(view(facts).rules).toEqual(channel);
    expect(mayPost(view(facts))).toBe(false);

    facts.apply(event(3, { kind: 'roleChanged', userId: 'me', role: 'admin' }));
    expect(mayPost(view(facts))).toBe(true);
  });

  it('keeps a silenced member from speaking until then, or until a higher role', () => {
    const facts = new Facts(GROUP, 'me');
    facts.apply(event(1, created()));
    facts.apply(event(2, { kind: 'membersSilenced', userIds: ['you'], untilMs: 5_000 }));
    expect(view(facts).silencedUntilMs).toBe(0);

    facts.apply(event(3, { kind: 'membersSilenced', userIds: ['you', 'me'], untilMs: 6_000 }));
    expect(view(facts).silencedUntilMs).toBe(6_000);

    const kept = new Facts(GROUP, 'me');
    kept.restore(view(facts));
    expect(view(kept).silencedUntilMs).toBe(6_000);

    facts.apply(event(4, { kind: 'roleChanged', userId: 'me', role: 'admin' }));
    expect(view(facts).silencedUntilMs).toBe(0);
  });

  it('has a timer that its events set', () => {
    const facts = new Facts(GROUP, 'me');
    facts.apply(event(1, created()));
    facts.apply(event(2, { kind: 'timerChanged', durationMs: 60_000 }));
    expect(view(facts).timerMs).toBe(60_000);

    facts.apply(event(3, { kind: 'timerChanged', durationMs: 0 }));
    expect(view(facts).timerMs).toBe(0);
  });

  it('may be said when the group is made', () => {
    const facts = new Facts(GROUP, 'me');
    facts.apply(event(1, created(channel)));

    expect(mayPost(view(facts))).toBe(false);
    facts.restore({ ...view(facts), left: true, role: 'owner' });
    expect(mayPost(view(facts))).toBe(false);
  });
});
