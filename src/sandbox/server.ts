import type { Server } from 'node:http';
import { createAdaptorServer, type HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import type { Clock } from '../core/clock.ts';
import { AppError } from '../core/errors.ts';
import type { Logger } from '../core/logger.ts';
import { apiMethods } from './api/methods.ts';
import { Batches } from './batches.ts';
import { Buckets } from './buckets.ts';
import { mountControl } from './control/routes.ts';
import { Faults } from './faults.ts';
import { Gateway, socketPath } from './gateway.ts';
import { Live, livePath } from './live.ts';
import { Logins } from './logins.ts';
import { loopbackOnly } from './loopback.ts';
import { openMemory } from './memory.ts';
import { bundledPage, mountPage, type PageAssets } from './page-assets.ts';
import { mountPlatform } from './platform.ts';
import { Push, type Send } from './push.ts';
import { plant, type SandboxSeed } from './seed.ts';
import type { Kept } from './state.ts';
import type { TimeControl } from './time-control.ts';
import { Tokens } from './tokens.ts';
import { Webhook } from './webhook.ts';
import type { Workspace } from './workspace.ts';
import { World } from './world.ts';

export { lastClock } from './journal.ts';
export type { SandboxSeed } from './seed.ts';
export type { Kept } from './state.ts';

export interface SandboxOptions {
  readonly clock: Clock;
  readonly time: TimeControl;
  readonly seed: SandboxSeed;
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  readonly journalFile?: string | undefined;
  readonly seedText?: string | undefined;
  readonly log: Logger;
  readonly pageAssets?: PageAssets | undefined;
  /** Serve other machines, too. Whoever reaches the workspace can act as anybody in it. */
  readonly allowRemote?: boolean | undefined;
  /** For long runs; normally everything is kept. */
  readonly kept?: Kept | undefined;
}

export interface Sandbox {
  readonly url: string;
  readonly appId: string;
  /** Whether an event or a callback is still unanswered. */
  pendingWork(): boolean;
  /** Every event that went to a connected bot was acknowledged or failed. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

const base = 'http://workspace';

/** As long as a gateway keeps an idle connection; a client that reuses one must not find it closing. */
const keepAliveMs = 65_000;

/** How often the clock's position is noted when nothing else is: what a kill may turn it back by. */
const clockNoteMs = 10_000;

export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { clock, log } = options;
  const world = new World(clock, options.seed.app, options.seedText ?? options.seed.app.appId, options.kept);
  for (const user of options.seed.users) world.addPerson(user);
  if (options.journalFile !== undefined) openMemory(world, options.journalFile);

  const settings = () => world.state.settings;
  const faults = new Faults(() => world.now());
  const gateway = new Gateway(world.ids, settings, log);
  const webhook = new Webhook(world.ids, settings);
  const send: Send = (kind, messageId, payload, trick) =>
    settings().transport === 'ws'
      ? gateway.send({ kind, messageId, payload, at: world.now(), trick })
      : webhook.send(kind, payload, world.now());
  const push = new Push({ world, clock, faults, settings, send, log });
  const workspace: Workspace = {
    world,
    clock,
    log,
    tokens: new Tokens(world.ids),
    logins: new Logins(world.ids),
    batches: new Batches(world, clock),
    faults,
    buckets: new Buckets(),
    gateway,
    webhook,
    push,
    locked: new Map(),
    early: new Map(),
    get settings() {
      return world.state.settings;
    },
  };
  gateway.onConnect = () => push.flush();
  gateway.onLateAnswer = (messageId, answer) => push.acknowledge(messageId, answer);
  gateway.refuseHandshake = () => faults.strikeHandshake();

  const app = new Hono<{ Bindings: HttpBindings }>({ strict: false });
  const live = new Live(world, options.time);
  if (!options.allowRemote) app.use(loopbackOnly);
  mountPlatform(app, workspace, apiMethods);
  mountControl(app, workspace, options.time, live);
  mountPage(app, options.pageAssets ?? bundledPage());
  const server = createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false }) as Server;
  server.keepAliveTimeout = keepAliveMs;
  server.on('upgrade', (request, socket, head) => {
    const asked = request.url ?? '/';
    const url = URL.canParse(asked, base) ? new URL(asked, base) : undefined;
    if (url?.pathname === socketPath)
      gateway.upgrade(request, socket, head, url.searchParams.get('ticket') ?? '');
    else if (url?.pathname === livePath) live.upgrade(request, socket, head);
    else socket.destroy();
  });
  const port = await listen(server, options.host, options.port);
  const keepTime = setInterval(() => world.apply({ t: 'clock' }), clockNoteMs).unref();
  plant(workspace, options.seed);
  push.resume();
  workspace.batches.resume();

  return {
    url: `http://${options.host.includes(':') ? `[${options.host}]` : options.host}:${port}`,
    appId: world.app.appId,
    pendingWork: () => push.isBusy,
    settled: () => push.settled(),
    close: async () => {
      clearInterval(keepTime);
      push.stop();
      workspace.batches.stop();
      live.close();
      gateway.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      world.closeJournal();
    },
  };
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => {
      reject(new AppError('unavailable', 'sandbox.port', `cannot listen on ${host}:${port}`, { cause }));
    });
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}
