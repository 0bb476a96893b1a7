import { useEffect } from 'preact/hooks';
import { resolveName } from '../actions.ts';
import type { Person } from '../protocol.ts';
import { useStore } from '../store.ts';
import { text } from '../text.ts';

/** The person behind an id, asked for on first sight; undefined while unknown. */
export function usePerson(openId: string): Person | undefined {
  const person = useStore((state) => state.names[openId]);
  useEffect(() => void resolveName(openId), [openId]);
  return person ?? undefined;
}

export function PersonName({ id }: { id: string }) {
  return <>{usePerson(id)?.name ?? text.person.unknown}</>;
}
