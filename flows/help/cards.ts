import { formatDay, formatPeriod } from '../../src/calendar/format.ts';
import type { Block } from '../../src/cards/block.ts';
import { buildCard } from '../../src/cards/card.ts';
import { button, buttons, fold, list, note, text as paragraph } from '../../src/cards/elements.ts';
import { bold, rich } from '../../src/cards/rich.ts';
import type { DutyInstance } from '../../src/duties/instance.ts';
import { lateWords } from '../../src/duties/late-words.ts';
import type { Pause } from '../../src/duties/pauses.ts';
import { dueNow } from '../../src/duties/stages.ts';
import type { Command, FlowContext } from '../../src/engine/index.ts';
import { shortOrgName } from '../../src/org/short-name.ts';
import { postName } from '../../src/org/terms.ts';
import type { Person, PostType } from '../../src/org/types.ts';
import { text } from './text.ts';

type Audience = keyof typeof text.intro;

/** The post that decides what a person is told first; the work he or she has to do comes before the view. */
const audiences: readonly { readonly audience: Audience; readonly posts: readonly PostType[] }[] = [
  { audience: 'secretary', posts: ['branch_secretary', 'branch_deputy_secretary'] },
  {
    audience: 'organ',
    posts: [
      'party_affairs_officer',
      'organ_fulltime_deputy',
      'organ_secretary',
      'work_committee_officer',
      'general_branch_secretary',
    ],
  },
  {
    audience: 'leader',
    posts: [
      'work_committee_secretary',
      'work_committee_deputy_secretary',
      'leadership_secretary',
      'leadership_member',
    ],
  },
  { audience: 'administrator', posts: ['administrator'] },
  {
    audience: 'committee',
    posts: [
      'commissioner_organization',
      'commissioner_publicity',
      'commissioner_discipline',
      'branch_group_leader',
    ],
  },
  {
    audience: 'body',
    posts: ['organ_committee_member', 'organ_discipline_secretary', 'organ_discipline_member'],
  },
];

export interface Standing {
  readonly audience: Audience;
  readonly post: PostType | undefined;
  readonly org: string;
}

export function standingOf(context: Pick<FlowContext, 'directory' | 'today'>, person: Person): Standing {
  const held = context.directory.postsOf(person.code, context.today);
  for (const { audience, posts } of audiences) {
    for (const post of posts) {
      const found = held.find((assignment) => assignment.post === post);
      if (found) return { audience, post, org: found.org };
    }
  }
  return { audience: 'member', post: undefined, org: person.branch };
}

/** The nearest are enough for a greeting; the digest brings each when its time comes. */
const mostItems = 6;

export function welcomeCard(
  context: Pick<FlowContext, 'directory' | 'today' | 'calendar' | 'catalogue'>,
  person: Person,
  open: readonly DutyInstance[],
  pauses: readonly Pause[],
): object {
  const standing = standingOf(context, person);
  const isSecretary = standing.audience === 'secretary';
  const nearest = [...open].sort((a, b) => (a.heldBy < b.heldBy ? -1 : a.heldBy > b.heldBy ? 1 : 0));
  const items = nearest.slice(0, mostItems).map((instance) => {
    const item = text.item(
      // What happened once has no period to name.
      instance.period.startsWith('ev:') ? '' : formatPeriod(instance.period, context.today),
      context.catalogue.get(instance.duty).name.brief,
    );
    const until = text.until(formatDay(dueNow(instance, context.today), context.calendar, context.today));
    return text.openItem(item, lateWords(context, instance, pauses) ?? until);
  });
  const firstDuty = context.catalogue.duties.find(({ start }) => start !== undefined);
  const blocks: Block[] = [
    paragraph(text.intro[standing.audience]),
    ...(standing.audience === 'member' ? [] : [paragraph(text.budget)]),
    ...(isSecretary
      ? [paragraph(items.length === 0 ? text.nothingOpen : text.openItems(open.length, items.length))]
      : []),
    ...(isSecretary && items.length > 0 ? [list(items)] : []),
    buttons([
      ...(isSecretary && firstDuty?.start
        ? [
            button({
              label: text.plan(firstDuty.name.brief),
              name: 'plan',
              action: firstDuty.start.action,
              payload: { duty: firstDuty.id },
              style: 'primary',
            }),
          ]
        : []),
      button({ label: text.howTo, name: 'how_to', action: 'help.commands' }),
    ]),
  ];
  const post = standing.post ? postName(standing.post) : text.member;
  return buildCard({
    title: text.welcomeTitle,
    subtitle: text.subtitle(post, shortOrgName(context.directory, standing.org)),
    tone: 'todo',
    summary: text.summary,
    blocks,
  });
}

/** What a person of this kind needs first, by English alias; the rest is folded away. */
const nearest: Readonly<Record<Audience, readonly string[]>> = {
  secretary: ['todo', 'themeday', 'plan', 'roll', 'minutes', 'approve-leave', 'move', 'report'],
  organ: ['overdue', 'todo', 'accept', 'digest', 'urge', 'behalf', 'ledger'],
  leader: ['digest', 'overdue', 'todo', 'list', 'mine'],
  administrator: ['stop', 'resume', 'mine', 'feedback'],
  committee: ['mine', 'roll', 'minutes', 'checkin', 'activity', 'leave', 'talk', 'feedback'],
  body: ['mine', 'activity', 'checkin', 'leave', 'talk', 'feedback'],
  member: ['mine', 'activity', 'checkin', 'leave', 'roll', 'minutes', 'talk', 'feedback'],
};

/** The few that are needed most with an example each, all others by name. */
export function helpCard(commands: readonly Command[], audience: Audience): object {
  const first = nearest[audience].flatMap((alias) => commands.find((one) => one.alias === alias) ?? []);
  const others = commands.filter((command) => !first.includes(command));
  return buildCard({
    title: text.helpTitle,
    tone: 'info',
    summary: text.helpSummary,
    blocks: [
      ...first.flatMap(described),
      ...(others.length === 0
        ? []
        : [fold(text.more(others.length), [list(others.map(named)), note(text.oneHint)])]),
      note(text.plainHint),
      note(text.onPaper),
    ],
  });
}

/** One command with its example. */
export function commandCard(command: Command): object {
  return buildCard({
    title: text.helpTitle,
    tone: 'info',
    summary: text.command(command.name),
    blocks: described(command),
  });
}

function named({ name, description }: Command) {
  return rich`${bold(text.command(name))}  ${description}`;
}

function described(command: Command): Block[] {
  return [paragraph(named(command)), note(text.example(command.example))];
}
