/** What a file cannot hold or nobody can see: control, direction and private characters, halves of pairs. */
const unprintable = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\uFFFE\uFFFF]/gu;
const combiningFlood = /(\p{M}{2})\p{M}+/gu;

/** Typed text line by line, as a document can hold it. Wide spaces stay: blanks to be filled in by hand are made of them. */
export function printableLines(typed: string): readonly string[] {
  return typed.split(/\r\n?|[\n\u2028\u2029\v\f]/u).map((line) =>
    line
      .replace(/[\t\u00a0 ]+/gu, ' ')
      .replace(unprintable, '')
      .replace(combiningFlood, '$1')
      .replace(/^ | $/gu, ''),
  );
}

/** The same on one line. */
export function printable(typed: string): string {
  return printableLines(typed).join(' ').trimEnd();
}
