import type { CSSProperties } from 'preact';

/** Own drawings on a 24 grid, one path each, stroked. */
const paths = {
  chat: 'M4 5h16v11H9l-4 4v-4H4z',
  clock: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5l3.5 2',
  list: 'M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01',
  columns: 'M4 5h16v14H4zM12 5v14',
  close: 'M6 6l12 12M18 6L6 18',
  back: 'M14.5 5L8 12l6.5 7',
  down: 'M6 9l6 6 6-6',
  right: 'M9 6l6 6-6 6',
  left: 'M15 6l-6 6 6 6',
  send: 'M4 11.5L20 4l-5 16-3.5-6.5zM11.5 13.5L20 4',
  slash: 'M5 4h14v16H5zM14 8l-4 8',
  search: 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.5 15.5L20 20',
  calendar: 'M4 6h16v14H4zM4 10h16M8 3v4M16 3v4',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  more: 'M6 12h.01M12 12h.01M18 12h.01',
  info: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 11v5M12 7.5h.01',
  warning: 'M12 4l9 16H3zM12 10v4.5M12 17.3h.01',
  bell: 'M6 17V11a6 6 0 0 1 12 0v6l1.5 1.5h-15zM10 21h4',
  chart: 'M4 20h16M7 16v-5M12 16V6M17 16v-8',
  people:
    'M9 5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7zM2.5 20c.6-4 3-6 6.5-6s6 2 6.5 6M16 5.5a3 3 0 0 1 0 6M17.5 14.5c2.3.7 3.6 2.5 4 5.5',
  image: 'M4 5h16v14H4zM4 16l5-5 4 4 2.5-2.5L20 17M15.5 9.5h.01',
  bolt: 'M13 3L5 14h6l-1 7 8-11h-6z',
  edit: 'M5 19l1-4L16 5l3 3L9 18zM14 7l3 3',
  reply: 'M10 5L4 11l6 6v-4c5 0 8 1.5 10 5-.4-6-4-9-10-9.5z',
  doc: 'M6 3h8l4 4v14H6zM13 3v5h5M9 13h6M9 17h6',
  link: 'M10 14l4-4M8.5 11.5l-2 2a3.5 3.5 0 0 0 5 5l2-2M15.5 12.5l2-2a3.5 3.5 0 0 0-5-5l-2 2',
  eye: 'M2.5 12S6 6 12 6s9.5 6 9.5 6S18 18 12 18s-9.5-6-9.5-6zM12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z',
  app: 'M4 4h7v7H4zM13 4h7v7h-7zM4 13h7v7H4zM13 13h7v7h-7z',
  letter: 'M12 10.5v7M12 6.5h.01',
  bang: 'M12 6v7.5M12 17.5h.01',
  thumb:
    'M4 11h3.5v9H4zM7.5 11L12 3c1.7 0 2.6 1.2 2.2 2.8L13.4 9H19c1.2 0 2 1 1.7 2.2l-1.6 7c-.3 1.1-1.1 1.8-2.3 1.8H7.5',
  copy: 'M9 8h11v12H9zM15 8V4H4v12h5',
  undo: 'M8 5L4 9l4 4M4 9h10a5 5 0 0 1 0 10H8',
  pin: 'M9 4h6l-1 6 3 3H7l3-3zM12 13v7',
  place:
    'M12 3a6.5 6.5 0 0 0-6.5 6.5C5.5 14.5 12 21 12 21s6.5-6.5 6.5-11.5A6.5 6.5 0 0 0 12 3zM12 7.5a2 2 0 1 0 0 4 2 2 0 0 0 0-4z',
} as const;

export type IconName = keyof typeof paths;

const byToken: readonly (readonly [RegExp, IconName])[] = [
  [/^(down|expand-down)/, 'down'],
  [/^right/, 'right'],
  [/^left/, 'left'],
  [/chat|message|comment/, 'chat'],
  [/calendar/, 'calendar'],
  [/time|clock|alarm/, 'clock'],
  [/chart|data/, 'chart'],
  [/info/, 'info'],
  [/succeed|yes|done|check/, 'check'],
  [/warning|alert/, 'warning'],
  [/bell|notif/, 'bell'],
  [/member|group|person|people|contact|community/, 'people'],
  [/close|no_/, 'close'],
  [/edit|pen/, 'edit'],
  [/reply/, 'reply'],
  [/doc|file|approval|todo|vote|list|tab/, 'doc'],
  [/link/, 'link'],
  [/visible|eye/, 'eye'],
  [/location|map|local/, 'place'],
  [/search/, 'search'],
  [/image|picture/, 'image'],
  [/buzz|flash|bolt/, 'bolt'],
  [/app|ai/, 'app'],
  [/more/, 'more'],
];

/** The drawing for a platform icon token; an unknown token keeps its empty place, as in the client. */
export const iconOfToken = (token: string): IconName | undefined =>
  byToken.find(([pattern]) => pattern.test(token))?.[1];

export function Icon(props: { name?: IconName | undefined; style?: CSSProperties; class?: string }) {
  return (
    <svg class={`icon ${props.class ?? ''}`} viewBox="0 0 24 24" aria-hidden="true" style={props.style}>
      {props.name !== undefined && <path d={paths[props.name]} />}
    </svg>
  );
}
