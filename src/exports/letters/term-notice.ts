import type { Day } from '../../calendar/day.ts';
import type { OfficialDocument } from '../document.ts';
import { officialDate } from '../official-date.ts';
import { slip } from './slip.ts';
import { contactText, termText } from './text.ts';

export interface TermNoticeFacts {
  readonly org: string;
  /** As its own people call it, for the title. */
  readonly shortOrg: string;
  readonly electedOn?: Day | undefined;
  readonly termYears?: number | undefined;
  readonly termEnd: Day;
  readonly basis: string;
  readonly requestBy: Day;
  readonly replyBy: Day;
  readonly contact: { readonly name: string; readonly post: string };
  readonly sender: string;
  readonly on: Day;
}

/** 换届提醒函: owed by the superior six months before a term ends. */
export function termNotice(facts: TermNoticeFacts): OfficialDocument {
  const { org, electedOn, termYears, on } = facts;
  const end = officialDate(facts.termEnd);
  const term =
    electedOn && termYears ? termText.facts(officialDate(electedOn), termYears, end) : termText.endOnly(end);
  return {
    title: termText.title(facts.shortOrg),
    hasNumber: true,
    addressee: org,
    body: [
      { kind: 'text', text: term + termText.basis(facts.basis) },
      { kind: 'text', text: termText.request(officialDate(facts.requestBy)) },
      { kind: 'text', text: termText.meeting(end) },
      { kind: 'text', text: termText.extension },
      { kind: 'text', text: termText.replyBy(officialDate(facts.replyBy)) },
      { kind: 'text', text: contactText(facts.contact.name, facts.contact.post) },
    ],
    sender: { name: facts.sender, hasSeal: true },
    on,
    appendix: slip(facts.sender, termText.title(facts.shortOrg)),
  };
}
