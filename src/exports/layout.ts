/** GB/T 9704-2012 (duties.md g.2). The file format counts in twentieths of a point and in halves of one. */
const mm = (length: number): number => Math.round((length / 25.4) * 72 * 20);

export const page = {
  width: mm(210),
  height: mm(297),
  margin: { top: mm(37), left: mm(28), right: mm(26), bottom: mm(35), header: mm(15), footer: mm(28) },
} as const;

/** 156 mm. */
export const textWidth = page.width - page.margin.left - page.margin.right;
const textHeight = page.height - page.margin.top - page.margin.bottom;

const linesPerPage = 22;
const charactersPerLine = 28;

/**
 * The nominal pitch of about 29.6 pt counts 21 pitches and one character. A word processor gives the last line its
 * whole pitch too, so 22 lines need a little less: 28.95 pt, as official templates have it.
 */
export const linePitch = Math.floor(textHeight / linesPerPage);

/** Width of one character of the body, 15.8 pt. */
const characterPitch = textWidth / charactersPerLine;

/** Sizes by their Chinese numbers, in half points. */
export const size = { two: 44, three: 32, four: 28, smallFour: 24 } as const;

/**
 * What a size-3 character is closed up by, so that 28 stand in a line. As spacing of the text and not as a character
 * grid, which word processors other than Word draw each in its own way.
 */
export const characterSpace = Math.floor(characterPitch - (size.three / 2) * 20);

export const indent = (characters: number): number => Math.round(characters * characterPitch);

export const height = (millimetres: number): number => mm(millimetres);
