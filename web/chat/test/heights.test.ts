import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Heights } from '../src/list/heights.js';

const keys = (count: number): string[] => Array.from({ length: count }, (_, i) => `k${i}`);

describe('the heights of rows', () => {
  it('are estimated until they are measured, and stay with their rows', () => {
    const heights = new Heights(10);
    heights.lay(['b', 'c']);
    expect(heights.measure(new Map([['b', 30]]))).toBe(true);
    expect(heights.measure(new Map([['b', 30]]))).toBe(false);

    heights.lay(['a', 'b', 'c']);

    expect([0, 1, 2].map((index) => heights.top(index))).toEqual([0, 10, 40]);
    expect(heights.total).toBe(50);
  });

  it('find the row at any place', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 200 }), fc.nat(40_000), (sizes, place) => {
        const heights = new Heights(50);
        heights.lay(keys(sizes.length));
        heights.measure(new Map(sizes.map((size, i) => [`k${i}`, size])));

        const index = heights.indexAt(place);

        expect(heights.top(index)).toBeLessThanOrEqual(place);
        if (index < sizes.length - 1) {
          expect(heights.top(index + 1)).toBeGreaterThan(place);
        }
      }),
    );
  });

  it('give a window of rows that covers what is seen, and no more than some around', () => {
    const heights = new Heights(10);
    heights.lay(keys(1_000));

    expect(heights.window(500, 600, 2)).toEqual([48, 63]);
    expect(heights.window(-50, 20, 2)).toEqual([0, 5]);
    expect(heights.window(99_999, 99_999, 2)).toEqual([997, 1_000]);
    heights.lay([]);
    expect(heights.window(0, 100, 2)).toEqual([0, 0]);
  });
});
