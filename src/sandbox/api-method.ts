import type { ApiAnswer } from './answers.ts';
import type { Form } from './multipart.ts';
import type { Workspace } from './workspace.ts';

/** Who holds the token of a call: the app, or a person who logged in to it. */
export type Caller =
  | { readonly kind: 'app' }
  | { readonly kind: 'user'; readonly openId: string; readonly scopes: readonly string[] };

export interface ApiCall {
  readonly workspace: Workspace;
  readonly caller: Caller;
  readonly param: (name: string) => string;
  readonly query: (name: string) => string | undefined;
  /** Every value of a parameter that may be repeated. */
  readonly queries: (name: string) => readonly string[];
  /** Parsed JSON, or the fields of a web form. */
  readonly body: unknown;
  /** The parts of an upload. */
  readonly form: Form | undefined;
  readonly host: string;
}

/** One method of the open API. `path` as the public documentation writes it, with `:name` parts. */
export interface ApiMethod {
  readonly verb: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  /** Answers without a token. */
  readonly isOpen?: true;
  /** Whose token it takes; absent: the app's alone. */
  readonly callers?: 'user' | 'both';
  /** Any one of these must be granted. */
  readonly scopes?: readonly string[];
  /** Calls per minute; absent: 1000, and 50 per second. */
  readonly perMinute?: number;
  readonly handle: (call: ApiCall) => ApiAnswer | Promise<ApiAnswer>;
}
