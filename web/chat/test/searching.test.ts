import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ChatClient, Search, SearchPage } from '@hongyan/client';

/** What the words ask of a browser. */
beforeAll(() => {
  vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => {} });
  vi.stubGlobal('navigator', { languages: ['en'] });
});

beforeEach(() => {
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

interface Asked {
  readonly search: Search;
  readonly answer: (page: Partial<SearchPage>) => void;
  readonly fail: () => void;
}

async function searching() {
  const { Searching } = await import('../src/state/searching.js');
  const asked: Asked[] = [];
  const client = {
    search: (search: Search) =>
      new Promise((answer, fail) =>
        asked.push({ search, answer: (page) => answer({ hits: [], nextPageToken: '', ...page }), fail: () => fail(new Error('down')) }),
      ),
  } as unknown as ChatClient;
  return { search: new Searching(() => client, () => {}), asked };
}

const hit = (seq: number) => ({ event: { conversationId: 'd:a:b', seq } }) as SearchPage['hits'][number];

describe('searching', () => {
  it('asks once nothing is typed any more, and page by page', async () => {
    const { search, asked } = await searching();
    search.type('g');
    search.type(' geese ');
    await vi.advanceTimersByTimeAsync(300);
    expect(asked.map((one) => one.search)).toEqual([{ text: 'geese', pageToken: '' }]);
    expect(search.state).toBe('asking');

    asked[0]?.answer({ hits: [hit(9)], nextPageToken: 'more' });
    await vi.advanceTimersByTimeAsync(1);
    const more = search.more();
    asked[1]?.answer({ hits: [hit(8)] });
    await more;

    expect(asked[1]?.search).toEqual({ text: 'geese', pageToken: 'more' });
    expect(search.hits.map(({ event }) => event.seq)).toEqual([9, 8]);
    expect(search.hasMore).toBe(false);
    expect(search.state).toBe('done');
  });

  it('takes no answer to what is no longer asked', async () => {
    const { search, asked } = await searching();
    search.type('geese');
    void search.now();
    search.type('swans');
    asked[0]?.answer({ hits: [hit(1)] });
    await vi.advanceTimersByTimeAsync(300);
    asked[1]?.answer({ hits: [hit(2)] });
    await vi.advanceTimersByTimeAsync(1);

    expect(search.hits.map(({ event }) => event.seq)).toEqual([2]);
    search.type('  ');
    await vi.advanceTimersByTimeAsync(300);
    expect(asked).toHaveLength(2);
    expect(search.state).toBe('idle');
  });

  it('says why it failed, and may be asked again', async () => {
    const { search, asked } = await searching();
    search.type('geese');
    const first = search.now();
    asked[0]?.fail();
    await first;
    expect(search).toMatchObject({ state: 'failed', why: 'That did not work: down' });

    const again = search.now();
    asked[1]?.answer({ hits: [hit(3)] });
    await again;
    expect(search).toMatchObject({ state: 'done', hits: [{ event: { seq: 3 } }] });
  });
});
