import { en, type Word } from './words/en.js';
import { zh } from './words/zh.js';

export type { Word } from './words/en.js';

const WORDS = { en, zh } as const;

/** A language of the page. */
export type Language = keyof typeof WORDS;

/** The languages, each by its own name. */
export const LANGUAGES: Readonly<Record<Language, string>> = { en: 'English', zh: '中文' };

let current: Language = initial();

function initial(): Language {
  const chosen = localStorage.getItem('hongyan.language');
  if (chosen === 'en' || chosen === 'zh') {
    return chosen;
  }
  return navigator.languages.find((language) => /^(en|zh)\b/.test(language))?.startsWith('zh') ? 'zh' : 'en';
}

export function language(): Language {
  return current;
}

export function speak(chosen: Language): void {
  current = chosen;
  localStorage.setItem('hongyan.language', chosen);
  document.documentElement.lang = locale();
}

/** For dates and for screen readers. */
export function locale(): string {
  return current === 'zh' ? 'zh-Hans' : 'en';
}

/** Says something, with what it is about in the places for it. */
export function say(word: Word, about: Readonly<Record<string, string | number>> = {}): string {
  return WORDS[current][word].replace(/\{(\w+)\}/g, (place, name: string) => String(about[name] ?? place));
}

/** Whether there is a word of that name, such as one for a code of the server's. */
export function isWord(name: string): name is Word {
  return name in en;
}
