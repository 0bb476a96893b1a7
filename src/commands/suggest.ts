import { distance } from 'fastest-levenshtein';
import { pinyin } from 'pinyin-pro';
import type { CommandName } from './name.ts';

/** Half of the characters may be wrong, or a third of the sound; beyond that nothing is near. */
const farthestByCharacters = 0.5;
const farthestBySound = 0.34;
/** No name is as long, spelled or in characters; the rest of an endless word is not worth listening to. */
const longestHeard = 40;

/** The (up to) three commands nearest to what was typed, by characters or by pinyin; none when nothing is near. */
export function nearest<C extends CommandName>(
  typed: string,
  commands: readonly C[],
  most = 3,
): readonly C[] {
  const heard = typed.slice(0, longestHeard);
  const far = (command: C): number =>
    Math.min(
      ...[command.name, command.alias, ...(command.spellings ?? [])].map((name) => farFrom(heard, name)),
    );
  return commands
    .map((command, order) => ({ command, order, far: far(command) }))
    .filter((entry) => entry.far <= 1)
    .sort((a, b) => a.far - b.far || a.order - b.order)
    .slice(0, most)
    .map((entry) => entry.command);
}

/** 0 is the same, 1 just near enough. What follows the name without a space does not count. */
function farFrom(typed: string, name: string): number {
  if (typed === '') return Number.POSITIVE_INFINITY;
  const heads = [-1, 0, 1].map((more) => typed.slice(0, Math.max(1, name.length + more)));
  const byCharacters = Math.min(...heads.map((head) => share(head.toLowerCase(), name.toLowerCase())));
  const sounds = heads.map(soundOf);
  const whole = soundOf(name);
  const bySound = Math.min(...[...sounds, soundOf(typed)].map((sound) => share(sound, whole)));
  const isInitials = /^[a-z]{2,}$/i.test(typed) && typed.toLowerCase() === initialsOf(name);
  return Math.min(
    byCharacters / farthestByCharacters,
    bySound / farthestBySound,
    isInitials ? 0 : Number.POSITIVE_INFINITY,
  );
}

function share(a: string, b: string): number {
  return distance(a, b) / Math.max(a.length, b.length, 1);
}

function soundOf(words: string): string {
  return pinyin(words, { toneType: 'none', type: 'array', v: true }).join('').toLowerCase();
}

function initialsOf(name: string): string {
  return pinyin(name, { toneType: 'none', type: 'array', v: true })
    .map((syllable) => syllable.slice(0, 1))
    .join('');
}
