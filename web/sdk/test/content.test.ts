import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import { describe, expect, it } from 'vitest';
import { CONTENT_VERSION, forwarded, wordsOf, type Content, type Media } from '../src/content.js';
import { ContentSchema } from '../src/gen/hongyan/content/v1/content_pb.js';
import { fromContent, toContent } from '../src/wire-content.js';

const media = (contentType: string): Media => ({
  url: 'https://media.example/a',
  contentType,
  sizeBytes: 10_737_418_240,
  sha256: new Uint8Array(32).fill(7),
});
const preview = new Uint8Array([1, 2]);

const all: readonly Content[] = [
  {
    kind: 'text',
    text: 'hi @bob https://a',
    mentions: { userIds: ['bob'], everyone: true },
    replyTo: { seq: 7, threadSeq: 3 },
    forwards: 2,
    entities: [
      { start: 0, length: 2, kind: 'bold' },
      { start: 0, length: 2, kind: 'spoiler' },
      { start: 3, length: 4, kind: 'user', userId: 'bob' },
      { start: 8, length: 9, kind: 'link', url: 'https://a' },
    ],
  },
  { kind: 'image', media: media('image/png'), width: 2, height: 3, preview, caption: 'the sea', description: 'waves' },
  { kind: 'voice', media: media('audio/ogg'), durationMs: 1_200, waveform: preview },
  { kind: 'video', media: media('video/mp4'), width: 2, height: 3, preview, durationMs: 5, caption: 'a film' },
  { kind: 'file', media: media('application/pdf'), name: '雁.pdf', caption: '' },
  {
    kind: 'file',
    media: { ...media('application/pdf'), url: '', mediaId: '0123456789abcdefghjkmnpqrs' },
    name: 'kept.pdf',
    caption: '',
  },
  { kind: 'location', latitude: -1.5, longitude: 179.25, accuracyM: 0.5, name: '', address: 'Quay 1' },
  { kind: 'contact', userId: 'bob', name: 'Bob', phones: ['1'], emails: ['b@example.com'] },
  { kind: 'custom', type: 'a/1', data: preview, fallback: 'an order' },
];

const overTheWire = (content: Content): Content =>
  toContent(fromBinary(ContentSchema, toBinary(ContentSchema, create(ContentSchema, fromContent(content)))));

describe('what is said', () => {
  it.each(all)('comes as it was sent: $kind', (content) => {
    expect(overTheWire(content)).toEqual(content);
  });

  it('has words, but for what was spoken and what is not known', () => {
    expect(all.map(wordsOf)).toEqual(['hi @bob https://a', 'the sea', '', 'a film', '雁.pdf', 'kept.pdf', 'Quay 1', 'Bob', 'an order']);
    expect(wordsOf({ kind: 'unknown' })).toBe('');
  });

  it('of a kind that this client does not know is kept as such, and cannot be sent', () => {
    const unknown = toContent(create(ContentSchema));

    expect(unknown).toEqual({ kind: 'unknown', version: CONTENT_VERSION });
    expect(() => fromContent(unknown)).toThrow(TypeError);
  });

  it('shows a text whose parts a newer app knows how to show', () => {
    const newer = create(ContentSchema, { kind: { case: 'text', value: 'hi' }, entities: [{ start: 0, length: 2, kind: 99 as never }] });

    expect(toContent(newer)).toEqual({ kind: 'text', text: 'hi' });
  });

  it('answers and mentions nobody where it is forwarded', () => {
    const first = all[0] as Content;

    expect(forwarded(first)).toEqual({ kind: 'text', text: 'hi @bob https://a', forwards: 3, entities: first.entities });
  });
});
