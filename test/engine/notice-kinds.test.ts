import { expect, it } from 'vitest';
import { text } from '../../flows/explain/text.ts';
import { flows } from '../../flows/index.ts';

/** Answers to a person's own act, documents, and what is no message of its own carry no 为什么. */
const withoutButton = ['help.welcome', 'ledgers.file', 'letters.file', 'reports.sheet', 'outbound.urgent'];
/** The posts of its lines say it. */
const byPost = ['digest.digest', 'digest.direct'];

it('every kind of notice says why it comes', () => {
  const kinds = flows.flatMap(({ notices }) => Object.keys(notices ?? {}));
  const silent = kinds.filter((kind) => text.kinds[kind] === undefined);
  expect(silent.sort()).toEqual([...withoutButton, ...byPost].sort());
});
