import { addMonths } from '../../src/calendar/day.ts';
import type { Button } from '../../src/cards/block.ts';
import { button } from '../../src/cards/elements.ts';
import { actingPosts, authorityOver } from '../../src/duties/authority.ts';
import type { DutyInstance } from '../../src/duties/instance.ts';
import { orgsWith } from '../../src/engine/access.ts';
import type { ActorContext } from '../../src/engine/index.ts';
import { mayNotify } from './owed-notices.ts';
import { noticeMonths, type Step } from './steps.ts';
import { text } from './text.ts';

/** How far the election of a term has come. */
export interface Standing {
  readonly notice: DutyInstance | undefined;
  readonly election: DutyInstance | undefined;
  readonly steps: readonly Step[];
  readonly next: Step | undefined;
}

/** The next act of this person as one press; what somebody else has to do is only told. */
export function actsOf(
  context: ActorContext,
  { notice, election, steps, next }: Standing,
): readonly Button[] {
  const { directory, actor, today } = context;
  const may = (instance: DutyInstance, act: 'plan' | 'record'): boolean =>
    authorityOver(directory, actor.code, instance.orgCode, instance.rules, act, today) !== undefined;
  const acts: Button[] = [];
  const isNear =
    election !== undefined && (election.eventOn ?? election.heldBy) <= addMonths(today, noticeMonths);
  const isNoticeOpen = steps.some(({ name, doneOn }) => name === 'notice' && doneOn === null);
  // Owed before the bot went live it is no item here; the letter is drafted all the same.
  if (!notice && election && isNoticeOpen && isNear && mayNotify(context, election.orgCode)) {
    acts.push(
      press('notice_draft', text.acts.noticeDraft, 'letters.term_notice', { instance: election.key }),
    );
  }
  if (notice && isNoticeOpen && may(notice, 'record')) {
    if (election) {
      acts.push(
        press('notice_draft', text.acts.noticeDraft, 'letters.term_notice', { instance: notice.key }),
      );
    }
    acts.push(press('notice_sent', text.acts.noticeSent, 'activities.register', { instance: notice.key }));
  }
  if (!election || !next) return acts;
  const asks =
    orgsWith(context, 'request').includes(election.orgCode) ||
    directory
      .postsOf(actor.code, today)
      .some(
        ({ org, post }) => org === election.orgCode && actingPosts(election.rules, 'plan').includes(post),
      );
  const instance = { instance: election.key };
  switch (next.name) {
    case 'request':
      if (asks) acts.push(press('request', text.acts.request, 'extensions.elect', instance, 'primary'));
      break;
    case 'approval':
    case 'result_approval':
      if (isDecider(context, next, election)) {
        acts.push(press('decide', text.acts.decide, 'extensions.show', {}, 'primary'));
      }
      break;
    case 'meeting':
    case 'result': {
      const isSet = next.plannedOn !== null;
      if (!isSet && next.name === 'meeting' && may(election, 'plan')) {
        const planned = { duty: election.duty, instance: election.key };
        acts.push(press('plan', text.acts.plan, 'activities.plan', planned, 'primary'));
      }
      const isOver = next.plannedOn === null || next.plannedOn <= today;
      if (isOver && may(election, 'record')) {
        acts.push(
          press('record', text.acts.record, 'activities.register', instance, isSet ? 'primary' : 'default'),
        );
      }
      break;
    }
    case 'notice':
      break;
    default:
      next.name satisfies never;
  }
  const isHeld = ['approval', 'request', 'meeting'].includes(next.name);
  if (asks && isHeld) {
    acts.push(press('extend', text.acts.extend, 'extensions.begin', { instances: [election.key] }));
  }
  return acts;
}

/** Who sits at the post the request went to; whether he or she may decide it is judged at the press. */
function isDecider(
  { directory, actor, today }: ActorContext,
  { decider }: Step,
  { orgCode }: DutyInstance,
): boolean {
  return directory
    .postsOf(actor.code, today)
    .some(({ org, post }) => org !== orgCode && org === decider?.org && post === decider.post);
}

type Style = Button['style'];

function press(
  name: string,
  label: string,
  action: string,
  payload: Parameters<typeof button>[0]['payload'],
  style: Style = 'default',
): Button {
  return button({ label, name, action, payload, style });
}
