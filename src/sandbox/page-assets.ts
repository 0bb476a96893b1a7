import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { HttpBindings } from '@hono/node-server';
import type { Hono } from 'hono';

export interface PageAssets {
  index(): Promise<string>;
  script(): Promise<string>;
  style(): Promise<string>;
  /** A part of the script that is loaded later, by file name. */
  chunk?(name: string): Promise<string | undefined>;
}

const folder = new URL('./page/', import.meta.url);

/** Bundles the page in memory when somebody first asks for it; nothing is written to disk. */
export function bundledPage(): PageAssets {
  let built: Promise<ReadonlyMap<string, string>> | undefined;
  const files = (): Promise<ReadonlyMap<string, string>> => {
    built ??= bundle();
    built.catch(() => {
      built = undefined;
    });
    return built;
  };
  const file = async (name: string): Promise<string> => (await files()).get(name) ?? '';
  return {
    index: () => readFile(new URL('index.html', folder), 'utf8'),
    script: () => file('main.js'),
    style: () => file('style.css'),
    chunk: async (name) => (await files()).get(name),
  };
}

async function bundle(): Promise<ReadonlyMap<string, string>> {
  const { build } = await import('esbuild');
  const result = await build({
    entryPoints: [
      { in: fileURLToPath(new URL('main.tsx', folder)), out: 'main' },
      { in: fileURLToPath(new URL('style.css', folder)), out: 'style' },
    ],
    outdir: '/assets',
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    write: false,
    jsx: 'automatic',
    jsxImportSource: 'preact',
    logLevel: 'silent',
  });
  return new Map(result.outputFiles.map((output) => [basename(output.path), output.text]));
}

export function mountPage(app: Hono<{ Bindings: HttpBindings }>, assets: PageAssets): void {
  const script = 'text/javascript; charset=utf-8';
  app.get('/', async (c) => c.html(await assets.index()));
  app.get('/assets/main.js', async (c) => c.body(await assets.script(), 200, { 'Content-Type': script }));
  app.get('/assets/style.css', async (c) =>
    c.body(await assets.style(), 200, { 'Content-Type': 'text/css; charset=utf-8' }),
  );
  app.get('/assets/:name', async (c) => {
    const name = c.req.param('name');
    const body = await assets.chunk?.(name);
    if (body === undefined) return c.notFound();
    return c.body(body, 200, { 'Content-Type': name.endsWith('.css') ? 'text/css; charset=utf-8' : script });
  });
}
