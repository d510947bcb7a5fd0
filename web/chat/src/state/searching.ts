import type { ChatClient, SearchHit } from '@hongyan/client';
import { failure } from './failure.js';

/** So long nothing must be typed before the server is asked. */
const PAUSE_MS = 250;

/** Looks for messages while somebody types what for. Of several answers only that to the last question counts. */
export class Searching {
  text = '';
  hits: readonly SearchHit[] = [];
  state: 'idle' | 'asking' | 'done' | 'failed' = 'idle';
  /** Why it failed, for the user to read. */
  why = '';
  /** The message to be shown in the conversation that is open, or opens; null: none. */
  wanted: { readonly id: string; readonly seq: number } | null = null;
  readonly #client: () => ChatClient;
  readonly #changed: () => void;
  #next = '';
  #question = 0;
  #pause: ReturnType<typeof setTimeout> | undefined;

  constructor(client: () => ChatClient, changed: () => void) {
    this.#client = client;
    this.#changed = changed;
  }

  /** Whether there are more than are here. */
  get hasMore(): boolean {
    return this.#next !== '';
  }

  /** What was typed changed; the server is asked once it no longer does. */
  type(text: string): void {
    this.#begin(text);
    clearTimeout(this.#pause);
    if (text.trim() !== '') {
      this.#pause = setTimeout(() => void this.#ask(''), PAUSE_MS);
    }
  }

  /** Asks now. */
  now(): Promise<void> {
    clearTimeout(this.#pause);
    this.#begin(this.text);
    return this.text.trim() === '' ? Promise.resolve() : this.#ask('');
  }

  more(): Promise<void> {
    return this.state === 'asking' || !this.hasMore ? Promise.resolve() : this.#ask(this.#next);
  }

  /** Has a message shown. */
  go(id: string, seq: number): void {
    this.wanted = { id, seq };
    this.#changed();
  }

  #begin(text: string): void {
    this.#question++;
    this.text = text;
    this.hits = [];
    this.#next = '';
    this.state = 'idle';
    this.#changed();
  }

  async #ask(pageToken: string): Promise<void> {
    const question = ++this.#question;
    this.state = 'asking';
    this.#changed();
    try {
      const page = await this.#client().search({ text: this.text.trim(), pageToken });
      if (question === this.#question) {
        this.hits = [...this.hits, ...page.hits];
        this.#next = page.nextPageToken;
        this.state = 'done';
      }
    } catch (failed) {
      if (question === this.#question) {
        this.why = failure(failed);
        this.state = 'failed';
      }
    }
    this.#changed();
  }
}
