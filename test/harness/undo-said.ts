import { getTableName, is, SQL, StringChunk, Table } from 'drizzle-orm';
import type { Tx } from '../../db/client.ts';
import { isRefusal, type Refusal } from '../../src/core/errors.ts';
import type { ActorContext, Effect, Flow, Outcome } from '../../src/engine/index.ts';

/** A draft or a request: while it is one, the answer itself carries the button that takes it back. */
const byButton: Readonly<Record<string, string>> = {
  '/延期': '撤回申请',
  '/免除': '撤回申请',
  '/作废': '撤回申请',
  '/请示': '撤回申请',
  '/线上计入': '撤回申请',
  'extensions.submit': '撤回申请',
  'extensions.elect': '撤回申请',
  '/谈话': '撤回',
  '/停发': '恢复发送',
  '/督办': '不发了',
  '/文书': '不发了',
  'letters.term_notice': '不发了',
  'escalation.letter': '不发了',
  '/主题党日': '放弃',
  '/安排': '放弃',
  '/党课': '放弃',
  'activities.plan': '放弃',
  'activities.plan_at': '放弃',
  'activities.change': '放弃',
  'activities.fill': '放弃',
  'activities.count_for': '放弃',
  'reports.save': '存草稿',
  'reports.preview': '再改改',
};

/** Changed by doing the same again, or no change at all: by name, what is written, and why nothing need be said. */
const unsaid: readonly { readonly name: string; readonly writes: RegExp; readonly why: string }[] = [
  {
    name: '/签到',
    writes: /^attendances$/u,
    why: 'as the buttons: the last answer counts until the roll is closed',
  },
  {
    name: '/签到',
    writes: /^activities$/u,
    why: 'the code of the room: its answer says how it is turned off',
  },
  { name: '/记录', writes: /^activities$/u, why: 'words kept for the form that is shown with them' },
  {
    name: 'activities.record',
    writes: /^activities$/u,
    why: 'something is missing: words kept for the form that is shown again',
  },
  {
    name: 'digest.read_week',
    writes: /^outbox$/u,
    why: 'on the own card alone, that its reader has read it',
  },
  { name: 'escalation.known', writes: /^known_items/u, why: 'the same list takes it back, on any later day' },
  {
    name: 'reports.preview',
    writes: /^papers$/u,
    why: 'a draft with something missing stays the form it was',
  },
  { name: '/必谈', writes: /^duty_instances$/u, why: 'opened before: the insert found it there' },
  { name: 'occasions.open', writes: /^duty_instances$/u, why: 'opened before: the insert found it there' },
  { name: '/党费', writes: /^duty_marks$/u, why: 'nobody who was named had been marked' },
  {
    name: '/代录',
    writes: /^audit roll\.on_behalf$/u,
    why: 'asked back; what is entered then is watched as itself',
  },
  {
    name: 'extensions.decide',
    writes: /request\.overtaken/u,
    why: 'nothing was decided, and the toast says so',
  },
];

/** That somebody looked, or was given a file: nothing to take back. */
const looks = /^(?:look_|table\.look|ledger\.look|export\.)/u;

/** Notes each command and button that changed something and neither offers 撤销 nor says that there is none. */
export function watchingUndo(flow: Flow, note: (problem: string) => void): Flow {
  const watched = async (
    name: string,
    context: ActorContext,
    run: (inner: ActorContext) => Promise<Outcome | Refusal>,
  ): Promise<Outcome | Refusal> => {
    const written = new Set<string>();
    const outcome = await run({ ...context, tx: noting(context.tx, (table) => written.add(table)) });
    if (isRefusal(outcome) || outcome.undo !== undefined) return outcome;
    const changes = [
      ...written,
      ...new Set((outcome.effects ?? []).flatMap((one) => changeOf(one, context))),
    ];
    if (changes.length > 0 && !isExcused(name, changes.join(', '), outcome)) {
      note(`${name}：${changes.join(', ')}`);
    }
    return outcome;
  };
  return {
    ...flow,
    commands: (flow.commands ?? []).map((command) => ({
      ...command,
      run: (context, rest) => watched(`/${command.name}`, context, (inner) => command.run(inner, rest)),
    })),
    actions: Object.fromEntries(
      Object.entries(flow.actions ?? {}).map(([id, action]) => [
        id,
        (context, click) => watched(id, context, (inner) => action(inner, click)),
      ]),
    ),
  };
}

function isExcused(name: string, changes: string, { reply, card }: Outcome): boolean {
  const label = byButton[name];
  if (label !== undefined && JSON.stringify(reply ?? card ?? {}).includes(`"${label}"`)) return true;
  return unsaid.some((one) => one.name === name && one.writes.test(changes));
}

/** What others can see of an act; its own answer and what merely follows it are none of that. */
function changeOf(effect: Effect, { actor }: ActorContext): readonly string[] {
  switch (effect.do) {
    case 'transition':
      return [`transition ${effect.event.type}`];
    case 'audit':
      return looks.test(effect.entry.action) ? [] : [`audit ${effect.entry.action}`];
    case 'lines':
      return ['lines'];
    case 'notify': {
      const { channel, to, kind } = effect.notice;
      return channel === 'reply' && 'person' in to && to.person === actor.code ? [] : [`notify ${kind}`];
    }
    default:
      return [];
  }
}

/** The same transaction, telling of each table it writes to. */
function noting(tx: Tx, note: (table: string) => void): Tx {
  return new Proxy(tx, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key, target);
      if (typeof value !== 'function') return value;
      return (...given: unknown[]) => {
        const [first] = given;
        const isWrite = key === 'insert' || key === 'update' || key === 'delete';
        if (isWrite && is(first, Table)) note(getTableName(first));
        if (key === 'execute' && is(first, SQL) && writes(first)) note(tableOf(first));
        return value.apply(target, given);
      };
    },
  });
}

function writes(query: SQL): boolean {
  return query.queryChunks.some(
    (chunk) => is(chunk, StringChunk) && /insert into|update |delete from/u.test(chunk.value.join('')),
  );
}

function tableOf(query: SQL): string {
  const table = query.queryChunks.find((chunk) => is(chunk, Table));
  if (table) return getTableName(table as Table);
  const words = query.queryChunks.flatMap((chunk) => (is(chunk, StringChunk) ? chunk.value : [])).join(' ');
  return /(?:insert into|update|delete from)\s+(\w+)/u.exec(words)?.[1] ?? 'a table';
}
