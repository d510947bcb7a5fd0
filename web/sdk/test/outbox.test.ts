import { describe, expect, it } from 'vitest';
import type { Outgoing } from '../src/model.js';
import { Outbox } from '../src/outbox/outbox.js';

const message = (conversationId: string, clientMessageId: string): Outgoing => ({
  conversationId,
  clientMessageId,
  content: { kind: 'text', text: clientMessageId },
  editsSeq: null,
  writtenMs: 0,
  refused: null,
});

describe('the outbox', () => {
  it('lets one message of a conversation go at a time, in the order they were written', () => {
    const outbox = new Outbox(10);
    const [a1, a2, b1] = [message('a', '1'), message('a', '2'), message('b', '3')];
    [a1, a2, b1].forEach((each) => outbox.add(each));

    expect(outbox.takeReady()).toEqual([a1, b1]);
    expect(outbox.takeReady()).toEqual([]);
    outbox.done(a1);
    expect(outbox.takeReady()).toEqual([a2]);
  });

  it('sends again after a lost connection what had no answer', () => {
    const outbox = new Outbox(10);
    const a1 = message('a', '1');
    outbox.add(a1);
    outbox.takeReady();

    outbox.disconnected();

    expect(outbox.takeReady()).toEqual([a1]);
  });

  it('pauses a conversation whose message was turned away, and no other', () => {
    const outbox = new Outbox(10);
    const [a1, b1] = [message('a', '1'), message('b', '2')];
    outbox.add(a1);
    outbox.takeReady();

    expect(outbox.pause(a1)).toBe(1);
    outbox.add(b1);

    expect(outbox.takeReady()).toEqual([b1]);
    outbox.resume('a');
    expect(outbox.takeReady()).toEqual([a1]);
  });

  it('lets nothing go that is not kept yet, nor what was written after it', () => {
    const outbox = new Outbox(10);
    const [a1, a2] = [message('a', '1'), message('a', '2')];
    [a1, a2].forEach((each) => outbox.add(each));

    expect(outbox.takeReady((each) => each !== a1)).toEqual([]);
    expect(outbox.takeReady()).toEqual([a1]);
  });

  it('is bounded, and knows what it has', () => {
    const outbox = new Outbox(1);

    expect(outbox.add(message('a', '1'))).toBe('added');
    expect(outbox.add(message('a', '1'))).toBe('known');
    expect(outbox.add(message('a', '2'))).toBe('full');
    expect(outbox.size).toBe(1);
  });
});
