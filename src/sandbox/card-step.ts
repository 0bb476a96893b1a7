import { z } from 'zod';

/** The fields every operation on a card entity carries. */
export const step = {
  sequence: z.number().int().max(2_147_483_647),
  uuid: z.string().min(1).max(64).optional(),
};
