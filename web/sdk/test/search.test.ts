import { describe, expect, it, vi } from 'vitest';
import { ErrorCode } from '../src/gen/hongyan/error/v1/error_pb.js';
import { SearchKind, SearchOrder } from '../src/gen/hongyan/search/v1/search_pb.js';
import type { Search, SearchPage } from '../src/search.js';
import { server, start } from './client-on-fake-server.js';
import { BOB, message, refuse } from './fake-server.js';

async function searched(search: Search): Promise<SearchPage> {
  const chat = await start();
  const page = chat.search(search);
  page.catch(() => {});
  await vi.advanceTimersByTimeAsync(10);
  expect(chat.events(BOB)).toEqual([]);
  return page;
}

describe('searching', () => {
  it('asks for no more than what is wanted, and tells where texts say it', async () => {
    server.answers.set('search', () => ({
      case: 'search',
      value: {
        hits: [
          { event: message(7, '😀 grey geese').value, highlights: [{ start: 3, length: 4 }, { start: 8, length: 5 }, { start: 40, length: 1 }] },
          { highlights: [{ start: 2, length: 4 }] },
        ],
        nextPageToken: 'more',
        truncated: true,
      },
    }));

    const page = await searched({ text: 'grey geese' });

    expect(page).toMatchObject({ nextPageToken: 'more', truncated: true, hits: [{ event: { seq: 7, conversationId: BOB }, text: '😀 grey geese' }] });
    expect(page.hits.map(({ text, found }) => found.map(({ start, end }) => text.slice(start, end)))).toEqual([['grey', 'geese']]);
    expect(server.of('search')).toMatchObject([
      { text: 'grey geese', conversationId: '', senderId: '', afterMs: 0n, beforeMs: 0n, kinds: [], order: SearchOrder.RELEVANCE, pageSize: 0, pageToken: '' },
    ]);
  });

  it('passes on every filter', async () => {
    server.answers.set('search', () => ({ case: 'search', value: {} }));

    const page = await searched({
      text: '大雁',
      conversationId: BOB,
      senderId: 'bob',
      afterMs: 1,
      beforeMs: 9,
      kinds: ['text', 'custom'],
      order: 'newest',
      pageSize: 5,
      pageToken: 'more',
    });

    expect(page).toEqual({ hits: [], nextPageToken: '', truncated: false });
    expect(server.of('search')).toMatchObject([
      {
        text: '大雁',
        conversationId: BOB,
        senderId: 'bob',
        afterMs: 1n,
        beforeMs: 9n,
        kinds: [SearchKind.TEXT, SearchKind.CUSTOM],
        order: SearchOrder.NEWEST,
        pageSize: 5,
        pageToken: 'more',
      },
    ]);
  });

  it('says why the server does not', async () => {
    server.answers.set('search', () => refuse(ErrorCode.INVALID_ARGUMENT));

    await expect(searched({ text: '...' })).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
  });
});
