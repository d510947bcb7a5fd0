import { ConnectionError, RefusedError } from '@hongyan/client';
import { isWord, say } from '../i18n.js';

/** What went wrong, for people. */
export function failure(failed: unknown): string {
  if (failed instanceof RefusedError) {
    const word = `failed_${failed.code}`;
    return isWord(word) ? say(word) : say('failed_other', { why: failed.message });
  }
  return failed instanceof ConnectionError
    ? say('failed_offline')
    : say('failed_other', { why: failed instanceof Error ? failed.message : String(failed) });
}
