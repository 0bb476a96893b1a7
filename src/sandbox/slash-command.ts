import { z } from 'zod';

export const slashCommandBody = z.object({
  command: z
    .string()
    .min(1)
    .max(60)
    .regex(/^[^/\s]+$/, 'no slash, no space'),
  description: z.object({ default_value: z.string(), i18n: z.record(z.string(), z.string()).optional() }),
  icon: z.unknown().optional(),
});
