import { composeEach } from '../../src/engine/index.ts';
import type { OfficialDocument } from '../../src/exports/document.ts';
import { type CircularFacts, circular } from '../../src/exports/letters/circular.ts';
import { type TermNoticeFacts, termNotice } from '../../src/exports/letters/term-notice.ts';
import { type UrgingFacts, urgingLetter } from '../../src/exports/letters/urging.ts';
import { officialDocx } from '../../src/exports/official.ts';
import type { Composed } from '../../src/notices/notice.ts';
import { activityDocument } from './activity-paper.ts';
import { type Letter, lockLetter } from './queries.ts';
import { text } from './text.ts';

/** Draws a paper just before it leaves: a letter from the facts it was drafted with, the others from this moment. */
export const composeFile = composeEach(async (context, notice): Promise<Composed> => {
  const { document, id } = notice.subject as { readonly document: string; readonly id: string };
  if (document === 'sheet' || document === 'minutes' || document === 'notice') {
    const paper = await activityDocument(context, document, id, notice.personCode ?? '');
    if (!paper) return { kind: 'suppress', reason: 'gone' };
    return file(paper.name, paper.document);
  }
  const letter = await lockLetter(context.tx, { id });
  if (!letter) return { kind: 'suppress', reason: 'gone' };
  const name = text.fileName([text.kinds[letter.kind], letter.item, letter.number, text.draftMark]);
  return file(name, documentOf(letter));
});

async function file(name: string, document: OfficialDocument): Promise<Composed> {
  // Signs a file system or a client could take for something else are left out of the name.
  const safe = name.replace(/[\\/:*?"<>|\s]+/gu, '').slice(0, 80);
  return { kind: 'file', file: { name: `${safe}.docx`, bytes: await officialDocx(document) } };
}

function documentOf({ kind, facts }: Letter): OfficialDocument {
  switch (kind) {
    case 'urging':
      return urgingLetter(facts as UrgingFacts);
    case 'term_notice':
      return termNotice(facts as TermNoticeFacts);
    case 'circular':
      return circular(facts as CircularFacts);
    default:
      return kind satisfies never;
  }
}
