import { expect, it } from 'vitest';
import { snippet } from '../src/state/snippet.js';

const shown = (text: string, ...found: [number, number][]): string =>
  snippet({ text, found: found.map(([start, end]) => ({ start, end })) })
    .map((piece) => (piece.found ? `[${piece.text}]` : piece.text))
    .join('');

it('marks what was found, and cuts what is far from it', () => {
  expect(shown('grey geese fly', [0, 4], [5, 10])).toBe('[grey] [geese] fly');
  expect(shown('geese')).toBe('geese');
  const long = shown(`${'x'.repeat(100)} geese ${'y'.repeat(300)}`, [101, 106]);
  expect(long).toMatch(/^…x+ \[geese\] y+…$/);
  expect(long.length).toBeLessThan(170);
  expect(shown('x'.repeat(300), [0, 300])).toBe(`[${'x'.repeat(160)}]…`);
});

it('cuts no character in two', () => {
  const text = `${'😀'.repeat(30)}geese${'😀'.repeat(200)}`;

  expect(shown(text, [60, 65])).not.toMatch(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/);
});
