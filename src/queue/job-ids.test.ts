import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeJobId, encodeJobId } from './job-ids.ts';

const anyId = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(':', '%', '3', 'A', '2', '5') }));

describe('job ids', () => {
  it('come back as they went in', () => {
    fc.assert(fc.property(anyId, (id) => decodeJobId(encodeJobId(id)) === id));
  });

  it('are what BullMQ accepts', () => {
    fc.assert(
      fc.property(fc.oneof(anyId, fc.integer().map(String)), (id) => {
        const encoded = encodeJobId(id);
        expect(encoded).not.toContain(':');
        expect(encoded).toMatch(/^j-/);
      }),
    );
  });
});
