import { Icon, type IconName } from '../parts/icon.tsx';

/** The platform's emoji keys that people meet most; another key is shown as it is written. */
const drawn: Readonly<Record<string, string>> = {
  OK: 'OK',
  OnIt: '🫡',
  Fire: '🔥',
  HEART: '❤️',
  APPLAUSE: '👏',
  MUSCLE: '💪',
  PRAY: '🙏',
  THANKS: '🙏',
  SMILE: '🙂',
  LAUGH: '😄',
  CRY: '😢',
  PARTY: '🎉',
  THINKING: '🤔',
  EYES: '👀',
  CheckMark: '✔️',
  CrossMark: '❌',
  Alarm: '⏰',
};

const icons: Readonly<Record<string, IconName>> = { THUMBSUP: 'thumb', LGTM: 'thumb', DONE: 'check' };

/** The commonest are drawn here, because not every machine has an emoji font. */
export function Emoji({ name }: { name: string }) {
  const icon = icons[name];
  if (icon !== undefined) return <Icon name={icon} class={`emoji ${icon}`} />;
  return <span class="emoji">{drawn[name] ?? name}</span>;
}
