import { and, eq, or } from 'drizzle-orm';
import { insertMany } from '../../db/bulk.ts';
import type { Reader } from '../../db/client.ts';
import { seatsKept } from '../../db/schema/delegations.ts';
import type { FlowContext } from '../../src/engine/index.ts';
import { type PostType, postTypes } from '../../src/org/types.ts';

/** A post of an organisation, of a group leader with the group: its holders, and who attends for each. */
interface SeatView {
  readonly org: string;
  readonly post: PostType;
  readonly group: string;
  /** Holder → who receives: the holder, or who stands in. */
  readonly attended: ReadonlyMap<string, string>;
}

/** A seat of which something differs from the last look. */
export interface Turn {
  readonly before: SeatView;
  readonly after: SeatView;
}

type Row = typeof seatsKept.$inferSelect;
type Seats = ReadonlyMap<string, SeatView>;

/** Everybody in a post today; members hold none. */
export function seatsNow({ directory, today }: Pick<FlowContext, 'directory' | 'today'>): readonly Row[] {
  return postTypes
    .filter((post) => post !== 'member')
    .flatMap((post) => directory.holdersAnywhere(post, today))
    .map((holder) => ({
      orgCode: holder.org,
      post: holder.post,
      groupName: holder.group ?? '',
      holderCode: holder.person.code,
      attendedBy: directory.attending(holder, today).person.code,
    }));
}

/** What changed since the last look, which is replaced; nothing the very first time. */
export async function turnsSince(tx: Reader, now: readonly Row[]): Promise<readonly Turn[]> {
  const kept = await tx.select().from(seatsKept);
  if (kept.length === 0) {
    await insertMany(tx, seatsKept, now);
    return [];
  }
  const [before, after] = [seatsOf(kept), seatsOf(now)];
  const turned = [...new Set([...before.keys(), ...after.keys()])].sort().flatMap((key): Turn[] => {
    const [old, fresh] = [before.get(key), after.get(key)];
    const known = old ?? fresh;
    if (!known || same(old, fresh)) return [];
    const empty: SeatView = { ...known, attended: new Map() };
    return [{ before: old ?? empty, after: fresh ?? empty }];
  });
  await replace(tx, turned);
  return turned;
}

function seatsOf(rows: readonly Row[]): Seats {
  const seats = new Map<string, SeatView & { readonly attended: Map<string, string> }>();
  for (const { orgCode, post, groupName, holderCode, attendedBy } of rows) {
    const key = [orgCode, post, groupName].join('/');
    const seat = seats.get(key) ?? {
      ...{ org: orgCode, post: post as PostType, group: groupName },
      attended: new Map<string, string>(),
    };
    seat.attended.set(holderCode, attendedBy);
    seats.set(key, seat);
  }
  return seats;
}

function same(one: SeatView | undefined, other: SeatView | undefined): boolean {
  if (!one || !other || one.attended.size !== other.attended.size) return false;
  return [...one.attended].every(([holder, by]) => other.attended.get(holder) === by);
}

async function replace(tx: Reader, turned: readonly Turn[]): Promise<void> {
  const perStatement = 200;
  for (let from = 0; from < turned.length; from += perStatement) {
    const part = turned.slice(from, from + perStatement);
    await tx
      .delete(seatsKept)
      .where(
        or(
          ...part.map(({ after: { org, post, group } }) =>
            and(eq(seatsKept.orgCode, org), eq(seatsKept.post, post), eq(seatsKept.groupName, group)),
          ),
        ),
      );
  }
  await insertMany(
    tx,
    seatsKept,
    turned.flatMap(({ after: { org, post, group, attended } }) =>
      [...attended].map(([holderCode, attendedBy]) => ({
        ...{ orgCode: org, post, groupName: group, holderCode, attendedBy },
      })),
    ),
  );
}
