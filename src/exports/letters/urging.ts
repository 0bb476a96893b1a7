import type { Day } from '../../calendar/day.ts';
import type { OfficialDocument } from '../document.ts';
import { officialDate } from '../official-date.ts';
import { slip } from './slip.ts';
import { contactText, listSign, urgingText } from './text.ts';

/** What a 提醒督办函 says: facts of the ledger and two days, nothing else. */
export interface UrgingFacts {
  readonly org: string;
  readonly item: string;
  readonly basis: string;
  readonly number: string;
  readonly due: Day;
  /** Working days; 0 while it is not late. */
  readonly daysLate: number;
  /** Held in time; only its record is missing. */
  readonly heldOn?: Day | undefined;
  readonly remindedOn: readonly Day[];
  readonly explanation?: string | undefined;
  readonly doBy: Day;
  readonly replyBy: Day;
  readonly contact: { readonly name: string; readonly post: string };
  readonly sender: string;
  readonly on: Day;
}

export function urgingLetter(facts: UrgingFacts): OfficialDocument {
  const { org, item, on, daysLate, heldOn, remindedOn, explanation } = facts;
  const [today, due] = [officialDate(on), officialDate(facts.due)];
  const state =
    daysLate <= 0
      ? urgingText.notYetDue(today)
      : heldOn
        ? urgingText.noRecord(today, officialDate(heldOn), daysLate)
        : urgingText.notHeld(today, daysLate);
  const reminded =
    remindedOn.length === 0
      ? ''
      : urgingText.reminded(remindedOn.map(officialDate).join(listSign), remindedOn.length);
  const opening = [
    urgingText.basis(facts.basis, due, item, facts.number),
    state,
    reminded,
    explanation ? urgingText.explained(explanation) : '',
    urgingText.request,
  ].join('');
  // What was held is not asked for again.
  const request = heldOn ? urgingText.recordBy : urgingText.doBy;
  return {
    title: urgingText.title(item),
    hasNumber: true,
    addressee: org,
    body: [
      { kind: 'text', text: opening },
      { kind: 'text', text: request(officialDate(facts.doBy), item) },
      { kind: 'text', text: urgingText.replyBy(officialDate(facts.replyBy)) },
      { kind: 'text', text: urgingText.end },
      { kind: 'text', text: contactText(facts.contact.name, facts.contact.post) },
    ],
    sender: { name: facts.sender, hasSeal: true },
    on,
    appendix: slip(facts.sender, urgingText.title(item)),
  };
}
