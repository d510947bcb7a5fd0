/** How the page looks: as the system wants it, or one of its own. */
export const THEMES = ['system', 'light', 'dark'] as const;

export type Theme = (typeof THEMES)[number];

const KEPT = 'hongyan.theme';

export function theme(): Theme {
  return THEMES.find((each) => each === localStorage.getItem(KEPT)) ?? 'system';
}

export function wear(chosen: Theme): void {
  localStorage.setItem(KEPT, chosen);
  apply();
}

/** Takes what was chosen before. */
export function apply(): void {
  document.documentElement.dataset['theme'] = theme();
}
