import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Pace } from '../src/login/pace.js';
import { afterEnd, pauseMs, PAUSE_MAX_MS, type Closing } from '../src/login/reconnecting.js';

const closing = (code: string, retry: boolean, retryAfterMs = 0): Closing => ({ code, message: 'why', retry, retryAfterMs });

describe('after the end of a connection', () => {
  it('comes back after a pause of which all is jitter, doubling up to a bound', () => {
    expect([1, 2, 3, 50].map((failures) => pauseMs(failures, 1))).toEqual([500, 1_000, 2_000, PAUSE_MAX_MS]);
    expect(pauseMs(7, 0)).toBe(0);
    expect(afterEnd(null, 2, false, 0.5)).toEqual({ kind: 'login', afterMs: 500, newToken: false });
  });

  it('waits as long as the server says, at least', () => {
    expect(afterEnd(closing('UNAVAILABLE', true, 9_000), 1, false, 1)).toEqual({
      kind: 'login',
      afterMs: 9_000,
      newToken: false,
    });
  });

  it('asks for another token when one has expired, at once the first time', () => {
    expect(afterEnd(closing('TOKEN_EXPIRED', true), 1, false, 1)).toEqual({ kind: 'login', afterMs: 0, newToken: true });
    expect(afterEnd(closing('TOKEN_EXPIRED', true), 2, true, 1)).toMatchObject({ afterMs: 1_000 });
  });

  it.each(['TOKEN_INVALID', 'TOKEN_REVOKED'])('tries one other token after one was refused with %s', (code) => {
    expect(afterEnd(closing(code, false), 1, false, 1)).toMatchObject({ kind: 'login', newToken: true });
    expect(afterEnd(closing(code, false), 1, true, 1)).toEqual({ kind: 'stop', why: 'why' });
  });

  it('stays away when replaced by another login', () => {
    expect(afterEnd(closing('SESSION_REPLACED', false), 1, false, 1)).toEqual({ kind: 'stop', why: 'why' });
  });
});

describe('the pace', () => {
  it('never exceeds the burst and the rate of the server', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 1, max: 100 }),
        fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 200 }),
        (rate, burst, pauses) => {
          const pace = new Pace(rate, burst, 0);
          let now = 0;
          let sent = 0;
          for (const pause of pauses) {
            now += pause;
            sent += pace.take(now) === 0 ? 1 : 0;
          }
          expect(sent).toBeLessThanOrEqual(Math.max(1, burst) + (now / 1_000) * rate);
        },
      ),
    );
  });

  it('lets a frame go after the wait that it named', () => {
    const pace = new Pace(10, 1, 0);
    expect(pace.take(0)).toBe(0);
    const wait = pace.take(0);
    expect(wait).toBeGreaterThan(0);
    expect(pace.take(wait)).toBe(0);
  });
});
