import { describe, expect, it } from 'vitest';
import { failureOf, failureOfError, HttpAnswer, isStaleToken, NoAnswer } from './errors.ts';

describe('failureOf', () => {
  it.each([
    ['gateway, HTTP 429', 429, { code: 99991400, msg: 'request trigger frequency limit' }, 7, 7_000],
    ['gateway, HTTP 400', 400, { code: 99991400 }, 3, 3_000],
    ['gateway without a reset', 400, { code: 99991400 }, undefined, 1_000],
    ['429 without any body', 429, undefined, 2, 2_000],
    ['429 with a code nobody knows', 429, { code: 1 }, undefined, 1_000],
    ['one person or message too often', 400, { code: 230020 }, undefined, 1_000],
    ['system busy at the full hour', 400, { code: 11232 }, undefined, 5_000],
    ['daily cap', 200, { code: 11247 }, undefined, 3_600_000],
  ] as const)('a rate limit: %s', (_, status, body, reset, retryAfterMs) => {
    expect(failureOf(status, body, reset)).toMatchObject({ kind: 'busy', retryAfterMs });
  });

  it.each([
    [230013, 'unreachable'],
    [230029, 'unreachable'],
    [230053, 'unreachable'],
    [230002, 'unreachable'],
    [232009, 'unreachable'],
    [230011, 'gone'],
    [230031, 'gone'],
    [230099, 'content'],
    [230025, 'content'],
    [99991672, 'permission'],
    [230006, 'permission'],
    [4242, 'other'],
  ] as const)('code %d is a no: %s', (code, reason) => {
    expect(failureOf(400, { code, msg: 'no' })).toEqual({ kind: 'refused', code, reason, detail: 'no' });
    expect(failureOf(200, { code, msg: 'no' })).toMatchObject({ kind: 'refused', reason });
  });

  it.each([
    ['an HTML page', 502, undefined],
    ['JSON without a code', 500, {}],
    ['an unknown code with a server error', 503, { code: 4242 }],
    ['success without a code', 200, { data: {} }],
  ] as const)('is no answer: %s', (_, status, body) => {
    expect(failureOf(status, body).kind).toBe('no_answer');
  });

  it('does not lose messages over trouble with the app itself', () => {
    for (const code of [99991663, 99991661, 10014, 99991662, 99991401])
      expect(failureOf(400, { code }).kind).toBe('busy');
    expect(isStaleToken(failureOf(400, { code: 99991663 }))).toBe(true);
    expect(isStaleToken(failureOf(400, { code: 99991400 }))).toBe(false);
  });

  it('keeps tokens out of what goes to the ledger', () => {
    const failure = failureOf(400, { code: 230001, msg: `bad t-g1044abcdef0123 ${'x'.repeat(1000)}` });
    expect(JSON.stringify(failure)).not.toContain('t-g1044abcdef0123');
    expect(JSON.stringify(failure).length).toBeLessThan(400);
  });
});

describe('failureOfError', () => {
  it('splits answered-no from no-answer and lets bugs through', () => {
    expect(failureOfError(new HttpAnswer(429, undefined, 4))).toEqual({
      kind: 'busy',
      retryAfterMs: 4_000,
      code: 429,
    });
    expect(failureOfError(new NoAnswer('ECONNRESET'))).toEqual({ kind: 'no_answer', detail: 'ECONNRESET' });
    expect(() => failureOfError(new TypeError('ours'))).toThrow('ours');
  });
});
