import { describe, expect, it, vi } from 'vitest';
import { ErrorCode } from '../src/gen/hongyan/error/v1/error_pb.js';
import type { KeptMedia } from '../src/media.js';
import { server, start } from './client-on-fake-server.js';
import { BOB, refuse } from './fake-server.js';

const ID = '0123456789abcdefghjkmnpqrs';
const BYTES = new TextEncoder().encode('wild geese');
const PART = 4;

/** A storage that takes four bytes at a time, after it has answered with some statuses. */
function storage(...statuses: number[]): { readonly taken: number[] } {
  const taken: number[] = [];
  server.answers.set('beginUpload', () => ({
    case: 'uploadPlan',
    value: {
      mediaId: ID,
      url: 'https://media.test/1',
      headers: { 'Upload-Offset': String(taken.length) },
      offset: BigInt(taken.length),
      bytesMax: BigInt(Math.min(PART, BYTES.length - taken.length)),
    },
  }));
  server.answers.set('finishUpload', () => ({
    case: 'mediaReady',
    value: { mediaId: ID, contentType: 'image/png', sizeBytes: 10n, sha256: new Uint8Array(32), width: 3, height: 2, thumbnail: {} },
  }));
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (_, request) => {
    const status = statuses.shift() ?? 204;
    if (status === 0) {
      throw new TypeError('no network');
    }
    if (status === 204) {
      expect(request?.headers).toEqual({ 'Upload-Offset': String(taken.length) });
      taken.push(...new Uint8Array(await (request?.body as Blob).arrayBuffer()));
    }
    return new Response(null, { status });
  });
  return { taken };
}

async function uploaded(): Promise<KeptMedia> {
  const chat = await start();
  let outcome: (() => Promise<KeptMedia>) | undefined;
  chat.upload(new Blob([BYTES]), 'image/png').then(
    (kept) => (outcome = () => Promise.resolve(kept)),
    (failure: unknown) => (outcome = () => Promise.reject(failure)),
  );
  return vi.waitFor(() => {
    if (outcome === undefined) {
      throw new Error('not done yet');
    }
    return outcome;
  }, 20_000).then((done) => done());
}

describe('media', () => {
  it('go up part by part, known by their hash', async () => {
    const { taken } = storage();

    const kept = await uploaded();

    expect(taken).toEqual([...BYTES]);
    expect(kept).toEqual({
      media: { url: '', mediaId: ID, contentType: 'image/png', sizeBytes: 10, sha256: new Uint8Array(32) },
      width: 3,
      height: 2,
      hasThumbnail: true,
    });
    expect(server.of('beginUpload')[0]).toMatchObject({ contentType: 'image/png', sizeBytes: 10n });
    expect(server.of('finishUpload')).toMatchObject([{ mediaId: ID }]);
  });

  it('go on after what passes', async () => {
    const { taken } = storage(0, 503, 204, 403, 409);

    await uploaded();

    expect(taken).toEqual([...BYTES]);
  });

  it('are not sent for ever', async () => {
    storage(413);
    await expect(uploaded()).rejects.toMatchObject({ status: 413 });
  });

  it('say why they are refused', async () => {
    storage();
    server.answers.set('finishUpload', () => refuse(ErrorCode.MEDIA_REFUSED));

    await expect(uploaded()).rejects.toMatchObject({ code: 'MEDIA_REFUSED' });
  });

  it('are loaded by a link to what a message carries', async () => {
    server.answers.set('mediaLink', () => ({ case: 'mediaLink', value: { url: 'https://media.test/2', expiresMs: 7n } }));
    const chat = await start();

    const link = chat.mediaLink({ conversationId: BOB, seq: 3, mediaId: ID, thumbnail: true });
    await vi.advanceTimersByTimeAsync(10);

    expect(await link).toEqual({ url: 'https://media.test/2', expiresMs: 7 });
    expect(server.of('mediaLink')).toMatchObject([{ conversationId: BOB, seq: 3n, mediaId: ID, thumbnail: true }]);
  });
});
