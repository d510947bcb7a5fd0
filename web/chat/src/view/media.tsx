import type { JSX } from 'preact';
import type { Content, Media } from '@hongyan/client';
import { locale, say } from '../i18n.js';
import type { ChatModel } from '../state/chat-model.js';
import type { Standing } from './body.js';
import { Formatted } from './formatted.js';
import { Icon, type IconName } from './icons.js';
import { Picture } from './picture.js';

/** What is no text: what it is, how large, and a link. Nothing is loaded from where others say that it lies before somebody asks. */
export function MediaCard(props: {
  readonly model: ChatModel;
  readonly content: Exclude<Content, { kind: 'text' | 'custom' | 'unknown' }>;
  readonly at: Standing | null;
}): JSX.Element {
  const { content } = props;
  const place = 'media' in content && content.media.mediaId ? { ...props.at, mediaId: content.media.mediaId } : null;
  const open = place && ((): void => void props.model.attempt(async () => show(await props.model.links.url(place))));
  switch (content.kind) {
    case 'image':
      return place !== null ? (
        <>
          <Picture model={props.model} place={place} content={content} />
          {content.caption !== '' && <Formatted text={content.caption} of={content} />}
        </>
      ) : (
        <Card icon="image" title={say('image')} about={`${content.width} × ${content.height}`} media={content.media} content={content} words={content.caption}>
          {content.description !== '' && <p dir="auto">{content.description}</p>}
        </Card>
      );
    case 'video':
      return <Card icon="video" title={say('video')} about={duration(content.durationMs)} media={content.media} open={open} content={content} words={content.caption} />;
    case 'voice':
      return <Card icon="voice" title={say('voice')} about={duration(content.durationMs)} media={content.media} open={open} content={content} words="" />;
    case 'file':
      return <Card icon="file" title={content.name} about={content.media.contentType} media={content.media} open={open} content={content} words={content.caption} />;
    case 'location': {
      const { latitude, longitude } = content;
      return (
        <Card icon="place" title={content.name || say('location')} about={`${latitude.toFixed(5)}, ${longitude.toFixed(5)}`} content={content} words={content.address}>
          <a href={`geo:${latitude},${longitude}`}>{say('openMedia')}</a>
        </Card>
      );
    }
    case 'contact':
      return (
        <Card icon="people" title={content.name} about={content.userId} content={content} words="">
          {[...content.phones, ...content.emails].map((way) => (
            <p dir="auto">{way}</p>
          ))}
        </Card>
      );
  }
}

function Card(props: {
  readonly icon: IconName;
  readonly title: string;
  readonly about: string;
  readonly media?: Media;
  /** Opens what the suite keeps. */
  readonly open?: (() => void) | null;
  readonly content: Content;
  readonly words: string;
  readonly children?: JSX.Element | JSX.Element[] | false;
}): JSX.Element {
  const { media } = props;
  return (
    <>
      <div class="media-card">
        <Icon name={props.icon} size={26} />
        <div>
          <p class="media-title" dir="auto">
            {props.title}
          </p>
          <p class="media-about">
            <bdi>{props.about}</bdi>
            {media !== undefined && ` · ${size(media.sizeBytes)}`}
          </p>
          {props.children}
          {props.open && (
            <button type="button" class="link" onClick={props.open}>
              {say('openMedia')}
            </button>
          )}
          {media?.url.startsWith('https://') === true && (
            <a href={media.url} title={media.url} target="_blank" rel="noopener noreferrer nofollow">
              {say('openMedia')}
            </a>
          )}
        </div>
      </div>
      {props.words !== '' && <Formatted text={props.words} of={props.content} />}
    </>
  );
}

/** In a page of its own, or on the disk: as the storage says. */
function show(url: string): void {
  window.open(url, '_blank', 'noopener,noreferrer');
}

/** Such as 1:05. */
export function duration(millis: number): string {
  const seconds = Math.ceil(millis / 1_000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

function size(bytes: number): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  return new Intl.NumberFormat(locale(), { style: 'unit', unit: units[power] ?? 'byte', maximumFractionDigits: 1 }).format(
    bytes / 1_000 ** power,
  );
}
