import type { JSX } from 'preact';

const PATHS = {
  goose: 'M3 15c5-1 8-4.500 9-9 1 4.500 4 8 9 9M8 19.500c2-.7 3.300-2 4-4 .7 2 2 3.300 4 4',
  compose: 'M12 20h8M15.500 4.500l3 3L8 18l-4 1 1-4z',
  search: 'M15.500 15.500L20 20M17 10.500a6.500 6.500 0 11-13 0 6.500 6.500 0 0113 0z',
  back: 'M15 5l-7 7 7 7',
  send: 'M4 12l16-8-5 16-3.500-6.500zM11.500 13.500L20 4',
  pin: 'M9 4h6l-1 6 3 3v2H7v-2l3-3zM12 15v5',
  mute: 'M5 9.500v5h3.500L13 18V6L8.500 9.500zM17 9.500l4 5M21 9.500l-4 5',
  sound: 'M5 9.500v5h3.500L13 18V6L8.500 9.500zM16.500 9a4.500 4.500 0 010 6M18.800 6.500a8 8 0 010 11',
  details: 'M12 11v6M12 7.500v.2M21 12a9 9 0 11-18 0 9 9 0 0118 0z',
  settings: 'M4 7h9M17 7h3M15 5v4M4 17h3M11 17h9M9 15v4',
  more: 'M6 12h.01M12 12h.01M18 12h.01',
  close: 'M6 6l12 12M18 6L6 18',
  down: 'M12 5v14M6 13l6 6 6-6',
  forward: 'M14 6l6 6-6 6M20 12H9a5 5 0 00-5 5v1',
  image: 'M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M9 9.200h.01',
  video: 'M4 6h11v12H4zM15 10l5-3v10l-5-3',
  voice: 'M12 4a3 3 0 013 3v4a3 3 0 01-6 0V7a3 3 0 013-3zM6 11a6 6 0 0012 0M12 17v3',
  file: 'M6 3h8l4 4v14H6zM14 3v4h4',
  place: 'M12 21c4-5 6-8 6-11a6 6 0 10-12 0c0 3 2 6 6 11zM12 12a2 2 0 100-4 2 2 0 000 4z',
  people: 'M9 11a3 3 0 100-6 3 3 0 000 6zM3 19c.5-3.500 3-5 6-5s5.500 1.500 6 5M16 5.500a3 3 0 010 5.500M17.500 14.300c2 .6 3.200 2.200 3.500 4.700',
  waiting: 'M12 8v4.500l3 1.500M20 12a8 8 0 11-16 0 8 8 0 0116 0z',
  sent: 'M5 12.500l4.500 4.500L19 7.500',
  both: 'M2.500 12.500L7 17l9-9.500M11.500 16l1 1L22 7.500',
  refused: 'M12 7v6M12 16.500v.2M20 12a8 8 0 11-16 0 8 8 0 0116 0z',
} as const;

/** The name of a drawing. */
export type IconName = keyof typeof PATHS;

/** A drawing beside words that say the same: silent for screen readers. */
export function Icon({ name, size = 20 }: { readonly name: IconName; readonly size?: number }): JSX.Element {
  return (
    <svg
      class={`icon icon-${name}`}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width={name === 'more' ? 2.6 : 1.7}
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
