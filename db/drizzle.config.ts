import { defineConfig } from 'drizzle-kit';

/** Paths count from the repository's root, where npm runs. */
export default defineConfig({
  dialect: 'postgresql',
  casing: 'snake_case',
  schema: ['./db/schema/*.ts', './flows/*/tables.ts'],
  out: './db/migrations',
});
