import { RefusedError } from './connection/errors.js';
import type { MediaReady, UploadPlan } from './gen/hongyan/media/v1/media_pb.js';
import type { Media } from './content.js';
import { unexpected, type ChatSession } from './session.js';

/** What the suite keeps, and a message can carry. */
export interface KeptMedia {
  /** For the content of a message. */
  readonly media: Media;
  /** Of a picture in pixels, where it is known; else 0. */
  readonly width: number;
  readonly height: number;
  /** Whether there is a small picture. */
  readonly hasThumbnail: boolean;
}

/** Media that a message carries; without a conversation and a seq what one has uploaded oneself. */
export interface MediaPlace {
  readonly conversationId?: string;
  readonly seq?: number;
  readonly mediaId: string;
  /** The small picture of them. */
  readonly thumbnail?: boolean;
}

/** A URL to load from until a time, in milliseconds since 1970 UTC. Whoever has it can load. */
export interface MediaLink {
  readonly url: string;
  readonly expiresMs: number;
}

/** Where media are kept, a request was answered otherwise than it should be. */
export class MediaError extends Error {
  constructor(readonly status: number) {
    super(`The storage answered with status ${status}.`);
  }
}

const ATTEMPTS_MAX = 8;
const PAUSE_MS = 250;

/** Uploads from where an earlier attempt ended, which the server knows by the hash; the bytes are read into memory for that. */
export async function upload(session: ChatSession, bytes: Blob, contentType: string): Promise<KeptMedia> {
  const sha256 = new Uint8Array(await crypto.subtle.digest('SHA-256', await bytes.arrayBuffer()));
  const begin = () => planned(session, { contentType, sizeBytes: BigInt(bytes.size), sha256 });
  let plan = await begin();
  for (let vain = 0; plan.bytesMax > 0n; ) {
    const status = await put(bytes, plan);
    const next = mayGoOn(status) ? await begin() : plan;
    vain = next.offset > plan.offset ? 0 : vain + 1;
    if (vain === ATTEMPTS_MAX || !mayGoOn(status)) {
      throw new MediaError(status);
    }
    if (vain > 0) {
      await pause();
    }
    plan = next;
  }
  return finished(session, plan.mediaId);
}

/** A link to what a message carries. */
export async function mediaLink(session: ChatSession, place: MediaPlace): Promise<MediaLink> {
  const body = await session.ask({
    case: 'mediaLink',
    value: {
      conversationId: place.conversationId ?? '',
      seq: BigInt(place.seq ?? 0),
      mediaId: place.mediaId,
      thumbnail: place.thumbnail ?? false,
    },
  });
  return body.case === 'mediaLink' ? { url: body.value.url, expiresMs: Number(body.value.expiresMs) } : unexpected(body);
}

async function planned(
  session: ChatSession,
  value: { readonly contentType: string; readonly sizeBytes: bigint; readonly sha256: Uint8Array<ArrayBuffer> },
): Promise<UploadPlan> {
  const body = await session.ask({ case: 'beginUpload', value });
  return body.case === 'uploadPlan' ? body.value : unexpected(body);
}

/** A status of HTTP; 0 where there was no answer. */
async function put(bytes: Blob, { url, headers, offset, bytesMax }: UploadPlan): Promise<number> {
  try {
    const part = bytes.slice(Number(offset), Number(offset + bytesMax));
    const answer = await fetch(url, { method: 'PUT', headers: { ...headers }, body: part, credentials: 'omit' });
    return answer.status;
  } catch {
    return 0;
  }
}

/** It is done; or the connection broke, somebody else uploads the same, the link has expired, the server is full or down. */
function mayGoOn(status: number): boolean {
  return status < 300 || status === 403 || status === 409 || status >= 500;
}

/** A check may take longer than an answer is waited for: it is asked for again. */
async function finished(session: ChatSession, mediaId: string): Promise<KeptMedia> {
  for (let asked = 1; ; asked++) {
    try {
      const body = await session.ask({ case: 'finishUpload', value: { mediaId } });
      return body.case === 'mediaReady' ? kept(body.value) : unexpected(body);
    } catch (failure) {
      if (asked === ATTEMPTS_MAX || !(failure instanceof RefusedError) || failure.code !== 'TIMEOUT') {
        throw failure;
      }
      await pause();
    }
  }
}

function kept({ mediaId, contentType, sizeBytes, sha256, width, height, thumbnail }: MediaReady): KeptMedia {
  return {
    media: { url: '', mediaId, contentType, sizeBytes: Number(sizeBytes), sha256 },
    width,
    height,
    hasThumbnail: thumbnail !== undefined,
  };
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
}
