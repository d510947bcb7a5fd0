import type { MessageInitShape } from '@bufbuild/protobuf';
import { CONTENT_VERSION, type Content, type Entity, type EntityKind, type Framed, type Media } from './content.js';
import {
  EntityKind as KindNumber,
  type Content as ContentMessage,
  type ContentSchema,
  type Entity as EntityMessage,
  type Image as ImageMessage,
  type Media as MediaMessage,
  type Video as VideoMessage,
} from './gen/hongyan/content/v1/content_pb.js';

const KINDS: readonly (readonly [KindNumber, EntityKind])[] = [
  [KindNumber.BOLD, 'bold'],
  [KindNumber.ITALIC, 'italic'],
  [KindNumber.UNDERLINE, 'underline'],
  [KindNumber.STRIKE, 'strike'],
  [KindNumber.CODE, 'code'],
  [KindNumber.CODE_BLOCK, 'codeBlock'],
  [KindNumber.QUOTE, 'quote'],
  [KindNumber.SPOILER, 'spoiler'],
  [KindNumber.LINK, 'link'],
  [KindNumber.USER, 'user'],
];
const KIND_OF_NUMBER = new Map(KINDS);
const NUMBER_OF_KIND = new Map(KINDS.map(([number, kind]) => [kind, number]));

/** Content of a kind that this client does not know cannot be sent. */
export function fromContent(content: Content): MessageInitShape<typeof ContentSchema> {
  const { mentions, replyTo, forwards, entities } = content;
  return {
    kind: fromKind(content),
    ...(mentions && { mentions: { userIds: [...mentions.userIds], everyone: mentions.everyone } }),
    ...(replyTo && { replyTo: { seq: BigInt(replyTo.seq), threadSeq: BigInt(replyTo.threadSeq) } }),
    ...(forwards && { forwards }),
    ...(entities && { entities: entities.map(fromEntity) }),
  };
}

function fromKind(content: Content): NonNullable<MessageInitShape<typeof ContentSchema>['kind']> {
  switch (content.kind) {
    case 'text':
      return { case: 'text', value: content.text };
    case 'image': {
      const { caption, description } = content;
      return { case: 'image', value: { ...fromFramed(content), caption, description } };
    }
    case 'voice': {
      const { media, durationMs, waveform } = content;
      return { case: 'voice', value: { media: fromMedia(media), durationMs, waveform } };
    }
    case 'video': {
      const { durationMs, caption } = content;
      return { case: 'video', value: { ...fromFramed(content), durationMs, caption } };
    }
    case 'file': {
      const { media, name, caption } = content;
      return { case: 'file', value: { media: fromMedia(media), name, caption } };
    }
    case 'location': {
      const { latitude, longitude, accuracyM, name, address } = content;
      return { case: 'location', value: { latitude, longitude, accuracyM, name, address } };
    }
    case 'contact': {
      const { userId, name, phones, emails } = content;
      return { case: 'contact', value: { userId, name, phones: [...phones], emails: [...emails] } };
    }
    case 'custom':
      return { case: 'custom', value: { type: content.type, data: content.data, fallback: content.fallback } };
    case 'unknown':
      throw new TypeError('Content of an unknown kind cannot be sent.');
  }
}

function fromFramed({ media, width, height, preview }: Framed) {
  return { media: fromMedia(media), width, height, preview };
}

function fromMedia({ url, mediaId, contentType, sizeBytes, sha256 }: Media) {
  const source =
    mediaId === undefined ? { case: 'url' as const, value: url } : { case: 'mediaId' as const, value: mediaId };
  return { source, contentType, sizeBytes: BigInt(sizeBytes), sha256 };
}

function fromEntity({ start, length, kind, url, userId }: Entity) {
  return { start, length, kind: NUMBER_OF_KIND.get(kind) ?? KindNumber.UNSPECIFIED, url: url ?? '', userId: userId ?? '' };
}

export function toContent(content: ContentMessage): Content {
  const { mentions, replyTo, forwards } = content;
  const entities = content.entities.flatMap(toEntity);
  return {
    ...toKind(content),
    ...(mentions && { mentions: { userIds: mentions.userIds, everyone: mentions.everyone } }),
    ...(replyTo && { replyTo: { seq: Number(replyTo.seq), threadSeq: Number(replyTo.threadSeq) } }),
    ...(forwards > 0 && { forwards }),
    ...(entities.length > 0 && { entities }),
  };
}

function toKind(content: ContentMessage): Content {
  switch (content.kind.case) {
    case 'text':
      return { kind: 'text', text: content.kind.value };
    case 'image': {
      const { caption, description } = content.kind.value;
      return { kind: 'image', ...toFramed(content.kind.value), caption, description };
    }
    case 'voice': {
      const { media, durationMs, waveform } = content.kind.value;
      return { kind: 'voice', media: toMedia(media), durationMs, waveform };
    }
    case 'video': {
      const { durationMs, caption } = content.kind.value;
      return { kind: 'video', ...toFramed(content.kind.value), durationMs, caption };
    }
    case 'file': {
      const { media, name, caption } = content.kind.value;
      return { kind: 'file', media: toMedia(media), name, caption };
    }
    case 'location': {
      const { latitude, longitude, accuracyM, name, address } = content.kind.value;
      return { kind: 'location', latitude, longitude, accuracyM, name, address };
    }
    case 'contact': {
      const { userId, name, phones, emails } = content.kind.value;
      return { kind: 'contact', userId, name, phones, emails };
    }
    case 'custom': {
      const { type, data, fallback } = content.kind.value;
      return { kind: 'custom', type, data, fallback };
    }
    case undefined:
      return { kind: 'unknown', version: CONTENT_VERSION };
  }
}

function toFramed({ media, width, height, preview }: ImageMessage | VideoMessage): Framed {
  return { media: toMedia(media), width, height, preview };
}

function toMedia(media: MediaMessage | undefined): Media {
  return {
    url: media?.source.case === 'url' ? media.source.value : '',
    ...(media?.source.case === 'mediaId' && { mediaId: media.source.value }),
    contentType: media?.contentType ?? '',
    sizeBytes: Number(media?.sizeBytes ?? 0n),
    sha256: media?.sha256 ?? new Uint8Array(),
  };
}

/** What a newer app meant by a part of a text is left out: the text is there all the same. */
function toEntity({ start, length, kind, url, userId }: EntityMessage): Entity[] {
  const known = KIND_OF_NUMBER.get(kind);
  return known === undefined ? [] : [{ start, length, kind: known, ...(url && { url }), ...(userId && { userId }) }];
}
