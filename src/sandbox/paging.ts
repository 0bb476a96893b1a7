import { type ApiAnswer, failed } from './answers.ts';
import type { ApiCall } from './api-method.ts';

export interface Page<T> {
  readonly items: readonly T[];
  readonly has_more: boolean;
  readonly page_token?: string;
}

/** How a family of methods says that a page cannot be had. */
export interface PageWords {
  readonly size: () => ApiAnswer;
  readonly token: () => ApiAnswer;
}

const directoryWords: PageWords = {
  size: () => failed(40011, 'page size is invalid'),
  token: () => failed(40012, 'page token is invalid error'),
};

/** A page of a list; the token is the position, hidden from a reader. */
export function page<T>(
  call: ApiCall,
  all: readonly T[],
  sizes: { usual: number; max: number },
  words: PageWords = directoryWords,
): Page<T> | ApiAnswer {
  const size = Number(call.query('page_size') ?? sizes.usual);
  if (!Number.isInteger(size) || size < 1 || size > sizes.max) return words.size();
  const token = call.query('page_token') ?? '';
  const from = token === '' ? 0 : Number(/^at:(\d+)$/.exec(decode(token))?.[1] ?? Number.NaN);
  if (!Number.isInteger(from)) return words.token();
  const items = all.slice(from, from + size);
  const next = from + items.length;
  return next < all.length
    ? { items, has_more: true, page_token: Buffer.from(`at:${next}`).toString('base64url') }
    : { items, has_more: false };
}

const decode = (token: string): string => Buffer.from(token, 'base64url').toString('utf8');
