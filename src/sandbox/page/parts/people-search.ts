import { useEffect, useRef, useState } from 'preact/hooks';
import { searchPeople } from '../actions.ts';
import type { Person } from '../protocol.ts';

const WAIT_MS = 160;

interface PeopleSearch {
  readonly people: readonly Person[];
  readonly state: 'searching' | 'done' | 'failed';
  search(query: string): void;
}

/** The server searches the roster, however large; answers that come back late are dropped. */
export function usePeopleSearch(limit: number, only?: readonly string[]): PeopleSearch {
  const [people, setPeople] = useState<readonly Person[]>([]);
  const [state, setState] = useState<PeopleSearch['state']>('searching');
  const turn = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const search = (query: string, wait = WAIT_MS) => {
    turn.current += 1;
    const mine = turn.current;
    clearTimeout(timer.current);
    setState('searching');
    const run = async () => {
      const found = await searchPeople(query.trim(), limit);
      if (mine !== turn.current) return;
      setPeople(only === undefined ? found : found.filter((person) => only.includes(person.open_id)));
      setState('done');
    };
    timer.current = setTimeout(() => {
      run().catch(() => setState('failed'));
    }, wait);
  };
  useEffect(() => {
    search('', 0);
    return () => clearTimeout(timer.current);
  }, []);
  return { people, state, search };
}
