import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Content, MediaPlace } from '@hongyan/client';
import { say } from '../i18n.js';
import type { ChatModel } from '../state/chat-model.js';
import { Dialog } from './dialog.js';

/** Of these the server makes small pictures. */
const WITH_THUMBNAIL: readonly string[] = ['image/jpeg', 'image/png', 'image/gif'];

/** A picture that is loaded as a whole in a list is no larger. */
const WHOLE_MAX_BYTES = 2_000_000;

/** How large a small picture is at most, as the server makes it. */
const SMALL_MAX = 320;

/** A picture that the suite keeps: small, and on request as it is. */
export function Picture(props: {
  readonly model: ChatModel;
  readonly place: MediaPlace;
  readonly content: Extract<Content, { kind: 'image' }>;
}): JSX.Element {
  const { model, place, content } = props;
  const { media, width, height } = content;
  const [url, setUrl] = useState('');
  const [whole, setWhole] = useState('');
  const [failed, setFailed] = useState(false);
  const thumbnail = WITH_THUMBNAIL.includes(media.contentType);
  const isShown = thumbnail || media.sizeBytes <= WHOLE_MAX_BYTES;
  const { conversationId, seq, mediaId } = place;
  useEffect(() => {
    let isWanted = isShown;
    if (isShown) {
      model.links.url({ ...place, thumbnail }).then(
        (link) => isWanted && setUrl(link),
        () => isWanted && setFailed(true),
      );
    }
    return () => {
      isWanted = false;
    };
  }, [conversationId, seq, mediaId]);
  const scale = Math.min(1, SMALL_MAX / Math.max(width, height));
  const name = content.description || content.caption || say('image');
  return (
    <>
      <button
        type="button"
        class="picture"
        aria-label={say('showPicture', { name })}
        onClick={() => void model.attempt(async () => setWhole(await model.links.url(place)))}
      >
        {url === '' || failed ? (
          <span class="picture-place">{say(failed ? 'pictureFailed' : 'image')}</span>
        ) : (
          <img
            src={url}
            alt={name}
            width={Math.max(1, Math.round(width * scale))}
            height={Math.max(1, Math.round(height * scale))}
            onError={() => setFailed(true)}
          />
        )}
      </button>
      {whole !== '' && (
        <Dialog title={name} onClose={() => setWhole('')}>
          <img class="picture-whole" src={whole} alt={name} width={width} height={height} />
        </Dialog>
      )}
    </>
  );
}
