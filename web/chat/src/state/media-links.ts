import type { ChatClient, MediaLink, MediaPlace } from '@hongyan/client';

/** A link is asked for anew so long before it expires. */
const MARGIN_MS = 30_000;

/** Links to what messages carry, asked for once while they are good. */
export class MediaLinks {
  readonly #client: () => ChatClient;
  readonly #links = new Map<string, Promise<MediaLink>>();

  constructor(client: () => ChatClient) {
    this.#client = client;
  }

  /** A URL that is good for a while. Rejects as the question does, and asks again the next time. */
  async url(place: MediaPlace, now = Date.now()): Promise<string> {
    const key = JSON.stringify([place.conversationId, place.seq, place.mediaId, place.thumbnail]);
    const known = await this.#links.get(key);
    if (known !== undefined && known.expiresMs - MARGIN_MS > now) {
      return known.url;
    }
    const asked = this.#client().mediaLink(place);
    this.#links.set(key, asked);
    try {
      return (await asked).url;
    } catch (failed) {
      this.#links.delete(key);
      throw failed;
    }
  }
}
