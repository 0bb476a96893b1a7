import type { Roster } from '../types.ts';

/** Asks the platform for the open_id behind a user_id, mobile or e-mail; who is not found is left out. */
export type ResolveAccounts = (accounts: readonly string[]) => Promise<ReadonlyMap<string, string>>;

export interface ResolvedRoster {
  readonly roster: Roster;
  /** Codes of people whose account leads to nobody, or to somebody already named: they have none now. */
  readonly unresolved: readonly string[];
}

function isOpenId(account: string): boolean {
  return account.startsWith('ou_');
}

export async function resolveAccounts(roster: Roster, resolve: ResolveAccounts): Promise<ResolvedRoster> {
  const asked = roster.people.flatMap(({ account }) => (account && !isOpenId(account) ? [account] : []));
  if (asked.length === 0) return { roster, unresolved: [] };
  const openIds = await resolve(asked);
  const taken = new Set(
    roster.people.flatMap(({ account }) => (account && isOpenId(account) ? [account] : [])),
  );
  const unresolved: string[] = [];
  const people = roster.people.map((person) => {
    if (person.account === undefined || isOpenId(person.account)) return person;
    const openId = openIds.get(person.account);
    if (openId !== undefined && !taken.has(openId)) {
      taken.add(openId);
      return { ...person, account: openId };
    }
    unresolved.push(person.code);
    return { ...person, account: undefined };
  });
  return { roster: { ...roster, people }, unresolved };
}
