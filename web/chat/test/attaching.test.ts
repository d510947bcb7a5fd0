import type { ChatClient, MediaLink, MediaPlace } from '@hongyan/client';
import { describe, expect, it } from 'vitest';
import { nameOf } from '../src/state/attaching.js';
import { MediaLinks } from '../src/state/media-links.js';

describe('the name of a file', () => {
  it.each([
    ['goose.png', 'goose.png'],
    ['../../etc/passwd', '.._.._etc_passwd'],
    ['C:\\goose.png', 'C:_goose.png'],
    ['gnp\u202eesoog.exe', 'gnp_esoog.exe'],
    ['a\u0000b\nc', 'a_b_c'],
    ['..', '_'],
    ['', '_'],
    ['雁'.repeat(300), '雁'.repeat(255)],
  ])('%j is told as %j', (name, told) => {
    expect(nameOf({ name })).toBe(told);
  });
});

describe('links to media', () => {
  const place: MediaPlace = { conversationId: 'g:x', seq: 7, mediaId: 'm' };

  function linksOf(answers: (MediaLink | Error)[]): MediaLinks {
    const mediaLink = (): Promise<MediaLink> => {
      const answer = answers.shift();
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer as MediaLink);
    };
    return new MediaLinks(() => ({ mediaLink }) as unknown as ChatClient);
  }

  it('are asked for once while they are good', async () => {
    const links = linksOf([
      { url: 'one', expiresMs: 100_000 },
      { url: 'two', expiresMs: 200_000 },
    ]);

    expect(await links.url(place, 0)).toBe('one');
    expect(await links.url(place, 69_999)).toBe('one');
    expect(await links.url(place, 70_000)).toBe('two');
  });

  it('are told apart, the small picture too', async () => {
    const links = linksOf([
      { url: 'whole', expiresMs: 100_000 },
      { url: 'small', expiresMs: 100_000 },
    ]);

    expect(await links.url(place, 0)).toBe('whole');
    expect(await links.url({ ...place, thumbnail: true }, 0)).toBe('small');
  });

  it('are asked for again after a failure', async () => {
    const links = linksOf([new Error('offline'), { url: 'one', expiresMs: 100_000 }]);

    await expect(links.url(place, 0)).rejects.toThrow('offline');
    expect(await links.url(place, 0)).toBe('one');
  });
});
