import { type ApiAnswer, failed } from './answers.ts';
import type { Person } from './entities.ts';

export type IdType = 'open_id' | 'union_id' | 'user_id';

/** Messages and the directory refuse a wrong kind with different numbers. */
export function readIdType(
  given: string | undefined,
  family: 'messages' | 'directory' = 'messages',
): { type: IdType } | ApiAnswer {
  const type = given ?? 'open_id';
  if (type === 'open_id' || type === 'union_id' || type === 'user_id') return { type };
  return family === 'directory'
    ? failed(40001, 'param error')
    : failed(230001, 'Your request contains an invalid request parameter, ext=invalid user_id_type');
}

export function idOf(person: Person, type: IdType): string {
  return type === 'open_id' ? person.openId : type === 'union_id' ? person.unionId : person.userId;
}
