import type { Day } from '../../calendar/day.ts';
import type { OfficialDocument } from '../document.ts';
import { contactText, noticeText, unknownPlace } from './text.ts';

export interface MeetingNoticeFacts {
  readonly org: string;
  readonly name: string;
  /** As it is said: 2026年2月12日（周四）15:00. */
  readonly when: string;
  readonly place: string;
  readonly topic: string;
  readonly expected: number;
  readonly contact: { readonly name: string; readonly post: string };
  readonly on: Day;
}

/** 通知 of a meeting, as it hangs on a door or goes out on paper. */
export function meetingNotice(facts: MeetingNoticeFacts): OfficialDocument {
  return {
    title: noticeText.title(facts.name),
    addressee: noticeText.addressee,
    body: [
      { kind: 'text', text: noticeText.opening(facts.org, facts.name) },
      { kind: 'text', text: noticeText.time(facts.when) },
      { kind: 'text', text: noticeText.place(facts.place || unknownPlace) },
      { kind: 'text', text: noticeText.topic(facts.topic || noticeText.materials) },
      { kind: 'text', text: noticeText.people(noticeText.expected(facts.expected)) },
      { kind: 'text', text: noticeText.other },
      { kind: 'text', text: contactText(facts.contact.name, facts.contact.post) },
    ],
    sender: { name: facts.org, hasSeal: false },
    on: facts.on,
  };
}
