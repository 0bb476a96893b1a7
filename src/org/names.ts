import { distance } from 'fastest-levenshtein';
import { pinyin } from 'pinyin-pro';
import type { Directory } from './directory.ts';
import {
  addressedSurname,
  cleanedName,
  givenNameOf,
  latinOf,
  partsOf,
  plainName,
  surnameOf,
} from './name-grammar.ts';
import type { Person } from './types.ts';

export type FoundPeople =
  | { readonly kind: 'one'; readonly person: Person }
  | { readonly kind: 'many'; readonly people: readonly Person[] }
  | { readonly kind: 'none'; readonly nearest: readonly Person[] };

interface Sound {
  readonly surname: string;
  readonly whole: string;
  /** Spellings people type: the whole, the initials, the surname in full with the rest in initials. */
  readonly spellings: ReadonlySet<string>;
}

/** Spelling a name takes a while, and the same few are asked for again and again. */
const sounds = new Map<string, Sound>();
const mostSounds = 50_000;

function soundOf(name: string): Sound {
  const known = sounds.get(name);
  if (known) return known;
  const syllables = pinyin(name, { toneType: 'none', type: 'array', surname: 'head', v: true })
    .map((syllable) => syllable.toLowerCase())
    .filter((syllable) => /^[a-z]/.test(syllable));
  const whole = syllables.join('');
  const head = syllables.slice(0, surnameOf(name).length);
  const initials = (parts: readonly string[]): string => parts.map((part) => part.slice(0, 1)).join('');
  const sound = {
    surname: head.join(''),
    whole,
    spellings: new Set([whole, initials(syllables), head.join('') + initials(syllables.slice(head.length))]),
  };
  if (sounds.size >= mostSounds) sounds.clear();
  sounds.set(name, sound);
  return sound;
}

/** Finds people by what was typed, among the members of the given branches. Ties are shown, never guessed. */
export function findPeople(dir: Directory, typed: string, branches: readonly string[]): FoundPeople {
  const name = cleanedName(typed);
  const scope = [...new Set(branches)].flatMap((branch) => dir.membersOf(branch));
  if (name === '') return { kind: 'none', nearest: [] };
  for (const isMeant of readings(name)) {
    const people = scope.filter(isMeant);
    const [person] = people;
    if (person) return people.length === 1 ? { kind: 'one', person } : { kind: 'many', people };
  }
  return { kind: 'none', nearest: nearestTo(name.slice(0, longestHeard), scope) };
}

type Reading = (person: Person) => boolean;

/** The ways to read what was typed, the surest first; the first that fits anybody decides. */
function readings(name: string): readonly Reading[] {
  const ways: Reading[] = [(person) => plainName(person.name) === name];
  // A choice among people of one name comes back as a roster code.
  if (/^[A-Z]+\d+$/.test(name)) ways.push((person) => person.code === name);
  const surname = addressedSurname(name);
  if (surname !== undefined) ways.push((person) => surnameOf(plainName(person.name)) === surname);
  if (name.length >= 2) {
    ways.push((person) => partsOf(person.name).includes(name));
    ways.push((person) => givenNameOf(person.name) === name);
  }
  const spelling = latinOf(name);
  if (spelling !== undefined) {
    ways.push((person) => soundOf(person.name).spellings.has(spelling));
  }
  return ways;
}

const mostNearest = 3;
/** Nobody's name is as long, not even spelled. */
const longestHeard = 40;

/** The closest, by characters or by sound, whichever is nearer. */
function nearestTo(name: string, scope: readonly Person[]): readonly Person[] {
  const sound = soundOf(name).whole || name.toLowerCase();
  return scope
    .map((person) => {
      const heard = soundOf(person.name);
      const byCharacters = distance(name, person.name) / Math.max(name.length, person.name.length);
      const bySound = distance(sound, heard.whole) / Math.max(sound.length, heard.whole.length, 1);
      return { person, far: Math.min(byCharacters, bySound), sum: byCharacters + bySound };
    })
    .sort((a, b) => a.far - b.far || a.sum - b.sum || (a.person.code < b.person.code ? -1 : 1))
    .slice(0, mostNearest)
    .map(({ person }) => person);
}
