import { formatDay } from '../../src/calendar/format.ts';
import { shorten } from '../../src/cards/rich.ts';
import { readLabels } from '../../src/commands/labels.ts';
import { type Refusal, refuse } from '../../src/core/errors.ts';
import { actingPosts } from '../../src/duties/authority.ts';
import { isStill } from '../../src/duties/instance.ts';
import { missedDay } from '../../src/duties/stages.ts';
import { type Action, type ActorContext, askBack, formWords, type Outcome } from '../../src/engine/index.ts';
import { postName } from '../../src/org/terms.ts';
import { fileItem, saveMeasure } from './filing.ts';
import { filedCard, formCard, reviewCard, statusCard } from './item-cards.ts';
import { checkAcceptor, judgeItem } from './judge.ts';
import { authorityFor, isAcceptor, mayRead } from './people.ts';
import { type Item, itemsOf, lockItem } from './queries.ts';
import { labels, text } from './text.ts';
import { readVerdict } from './verdict.ts';
import { waitingItems } from './waiting.ts';

const mostOffered = 5;

/**
 * `/销号 编号 …`: the responsible person asks for the closing with measure and proof, the issuer answers 通过 or 退回.
 * With a number alone the card there is for this person; without one what is his or hers to do.
 */
export async function closeByText(context: ActorContext, line: string): Promise<Outcome | Refusal> {
  const typed = line.trim();
  if (typed === '') return ownWork(context);
  const [, number, rest = ''] = /^([A-Z0-9]+-[A-Z]{2}-[A-Z0-9-]+)\s*[,，:：]?\s*(.*)$/isu.exec(typed) ?? [];
  if (number === undefined) return refuse('missing_number', text.no.missingNumber(text.closeExample));
  const item = await findItem(context, { number: number.toUpperCase() });
  if ('refused' in item) return item;
  const words = rest.trim();
  if (words === '') return { reply: cardFor(context, item) };
  const verdict = readVerdict(words);
  if (verdict && (item.instance.state === 'submitted' || isAcceptor(context, item))) {
    const judged = await judgeItem(context, item, verdict, 'command');
    return 'refused' in judged ? judged : asReply(judged);
  }
  if (!authorityFor(context, item)) {
    return isAcceptor(context, item)
      ? refuse('no_verdict', text.no.noVerdict(item.instance.number))
      : notYours(item);
  }
  const { head, parts } = readLabels(words, labels);
  const measure = parts.measure ?? (parts.proof === undefined ? undefined : head);
  const proof = parts.proof ?? head;
  const filed = await fileItem(context, item, {
    measure: measure || (item.problem.measure ?? ''),
    proof: proof || (item.problem.proof ?? ''),
    channel: 'command',
  });
  return 'refused' in filed ? filed : asReply(filed);
}

function asReply({ card, toast: _toast, ...outcome }: Outcome): Outcome {
  return { ...outcome, reply: card };
}

/** What is not in sight reads like an unknown number. */
async function findItem(
  context: ActorContext,
  by: { readonly number: string } | { readonly key: string },
): Promise<Item | Refusal> {
  const item = await lockItem(context.tx, by);
  const isSeen = item && (authorityFor(context, item) !== undefined || mayRead(context, item));
  if (item && isSeen && item.instance.state !== 'void') return item;
  return refuse('unknown_number', text.no.unknownNumber('number' in by ? by.number : ''));
}

function notYours({ instance }: Item): Refusal {
  const posts = actingPosts(instance.rules, 'record').map((post) => postName(post));
  return refuse('not_yours', text.no.notYours(posts.join(text.list)));
}

/** The card this person can do something with, else the one to read. */
function cardFor(context: ActorContext, item: Item): object {
  const { instance } = item;
  if (instance.state === 'submitted') {
    return isAcceptor(context, item) ? reviewCard(context, item) : filedCard(context, item);
  }
  const mayFile = !isStill(instance.state) && authorityFor(context, item) !== undefined;
  return mayFile ? formCard(context, item) : statusCard(context, item);
}

/** Without a number: what waits for this person's answer, else the own items. */
async function ownWork(context: ActorContext): Promise<Outcome | Refusal> {
  const [waiting] = await waitingItems(context);
  if (waiting) return { reply: reviewCard(context, waiting) };
  const own = (await itemsOf(context.tx, { orgs: [], issuers: [], assignee: context.actor.code })).filter(
    ({ instance }) => !isStill(instance.state),
  );
  const [only, ...others] = own;
  if (!only) return refuse('nothing_own', text.no.nothingOwn(text.closeExample));
  if (others.length === 0) return { reply: formCard(context, only) };
  return askBack(
    text.chooseOwn,
    own.slice(0, mostOffered).map(({ instance, problem }) => ({
      label: text.option(
        shorten(problem.problem, 12),
        formatDay(missedDay(instance), undefined, context.today),
      ),
      line: text.closeLine(instance.number),
    })),
  );
}

/** 登记问题整改 on a digest, 填写整改情况 on the list. */
export const openItem: Action = async (context, { payload, option }) => {
  const item = await findItem(context, { key: String(option ?? payload.instance) });
  return 'refused' in item ? item : { reply: cardFor(context, item) };
};

/** 逐件核对 and 看下一件. */
export const openReview: Action = async (context, { payload }) => {
  const named = payload.instance === undefined ? undefined : String(payload.instance);
  const [first] = await waitingItems(context);
  const item = await findItem(context, { key: named ?? first?.instance.key ?? '' });
  if ('refused' in item) return refuse('nothing_own', text.no.nothingOwn(text.closeExample));
  return { reply: cardFor(context, item) };
};

export const pressFile: Action = async (context, { payload, form }) => {
  const item = await findItem(context, { key: String(payload.instance) });
  if ('refused' in item) return item;
  if (!authorityFor(context, item)) return notYours(item);
  return fileItem(context, item, {
    measure: formWords(form.measure),
    proof: formWords(form.proof),
    heldOn: formWords(form.held_on).slice(0, 10) || undefined,
    channel: 'card',
  });
};

export const pressSave: Action = async (context, { payload, form }) => {
  const item = await findItem(context, { key: String(payload.instance) });
  if ('refused' in item) return item;
  if (!authorityFor(context, item)) return notYours(item);
  return saveMeasure(context, item, formWords(form.measure));
};

export const pressJudge: Action = async (context, { payload, form }) => {
  const item = await findItem(context, { key: String(payload.instance) });
  if ('refused' in item) return item;
  // A second press, or somebody else was quicker: the card shows what holds.
  if (item.instance.state !== 'submitted' && !checkAcceptor(context, item)) {
    return { card: statusCard(context, item) };
  }
  const verdict = payload.verdict === 'accept' ? ('accept' as const) : formWords(form.reason);
  return judgeItem(context, item, verdict, 'card');
};
