import { z } from 'zod';

/** Faults that strike requests to the open API and to the discovery of the long connection. */
const requestKinds = ['http', 'code', 'reset_before', 'reset_after', 'delay', 'never'] as const;
/** Faults that strike events (some of them callbacks, too) on their way to the bot. */
const eventKinds = [
  'duplicate_events',
  'drop_events',
  'delay_events',
  'reorder_events',
  'v1_envelope',
  'strip_optional',
  'extra_fields',
  'truncate_parts',
  'card_frame',
  'break_after_delivery',
] as const;
/** Faults that strike handshakes. */
const handshakeKinds = ['handshake_reject'] as const;
/** Faults that happen at once, or hold until they are cleared; nothing is counted. */
const standingKinds = [
  'token_expire',
  'token_revoke',
  'secret_rotate',
  'close_sockets',
  'mute_sockets',
] as const;

export type EventFaultKind = (typeof eventKinds)[number];
const requestKindSet: ReadonlySet<string> = new Set(requestKinds);

export const faultSchema = z
  .strictObject({
    kind: z.enum([...requestKinds, ...eventKinds, ...handshakeKinds, ...standingKinds]),
    /** Prefix of the request path or of the event type; with `*` or `:name` parts, the whole of it. */
    path: z.string().optional(),
    method: z.string().optional(),
    /** Strikes only what holds this text: one person, one chat, one card. */
    match: z.string().min(1).optional(),
    /** How many it strikes: once unless told; `"always"` until it is cleared. */
    times: z.union([z.number().int().min(1), z.literal('always')]).optional(),
    /** How many it lets pass first. */
    skip: z.number().int().min(0).optional(),
    probability: z.number().min(0).max(1).optional(),
    /** Decides which ones a probability strikes; the same seed strikes the same ones. */
    seed: z.number().int().optional(),
    /** Strikes only while the workspace's clock reads one of these minutes of the hour. */
    minutes: z.array(z.number().int().min(0).max(59)).min(1).optional(),
    status: z.number().int().min(200).max(599).optional(),
    code: z.number().int().optional(),
    /** The cause inside 230099. */
    sub: z.number().int().optional(),
    msg: z.string().optional(),
    body: z.string().optional(),
    headers: z.record(z.string(), z.string()).optional(),
    delayMs: z
      .number()
      .int()
      .min(0)
      .max(7 * 86_400_000)
      .optional(),
    new_event_id: z.boolean().optional(),
    secret: z.string().min(1).optional(),
  })
  .refine((fault) => fault.kind !== 'code' || fault.code !== undefined, {
    message: 'a fault of this kind needs one',
    path: ['code'],
  })
  .refine((fault) => fault.kind !== 'secret_rotate' || fault.secret !== undefined, {
    message: 'a fault of this kind needs one',
    path: ['secret'],
  });

export type FaultSpec = z.output<typeof faultSchema>;

export interface Fault extends FaultSpec {
  readonly fault_id: number;
  /** How many it still strikes; null: until it is cleared. */
  left: number | null;
}

interface Entry {
  readonly fault: Fault;
  readonly path: (path: string) => boolean;
  readonly chance: () => number;
  toSkip: number;
}

/** What goes wrong next. */
export class Faults {
  readonly #now: () => number;
  #entries: Entry[] = [];
  #count = 0;
  onClear: () => void = () => undefined;

  constructor(now: () => number) {
    this.#now = now;
  }

  add(spec: FaultSpec): Fault {
    this.#count += 1;
    const isStanding = spec.probability !== undefined || spec.minutes !== undefined;
    const times = spec.times ?? (isStanding ? 'always' : 1);
    const fault: Fault = { ...spec, fault_id: this.#count, left: times === 'always' ? null : times };
    this.#entries.push({
      fault,
      path: pathTest(spec.path ?? ''),
      chance: chances(spec.seed ?? this.#count),
      toSkip: spec.skip ?? 0,
    });
    return fault;
  }

  list(): readonly Fault[] {
    return this.#entries.map((entry) => entry.fault);
  }

  clear(): void {
    this.#entries = [];
    this.onClear();
  }

  remove(faultId: number): boolean {
    const before = this.#entries.length;
    this.#entries = this.#entries.filter((entry) => entry.fault.fault_id !== faultId);
    if (this.#entries.length < before) this.onClear();
    return this.#entries.length < before;
  }

  get none(): boolean {
    return this.#entries.length === 0;
  }

  has(kind: Fault['kind']): boolean {
    return this.#entries.some((entry) => entry.fault.kind === kind);
  }

  /** The first fault that fits this request, used up by one. */
  strike(method: string, path: string, text: () => string): Fault | undefined {
    return this.#use(
      (fault) =>
        requestKindSet.has(fault.kind) &&
        (fault.method === undefined || fault.method.toUpperCase() === method),
      path,
      text,
    );
  }

  /** The same for an event on its way to the bot; `path` names the event type, `match` looks in the payload. */
  strikeEvent(kind: EventFaultKind, type: string, payload: string): Fault | undefined {
    if (this.none) return undefined;
    return this.#use(
      (fault) => fault.kind === kind,
      type,
      () => payload,
    );
  }

  strikeHandshake(): Fault | undefined {
    return this.#use(
      (fault) => fault.kind === 'handshake_reject',
      '',
      () => '',
    );
  }

  #use(fits: (fault: Fault) => boolean, path: string, text: () => string): Fault | undefined {
    for (const entry of this.#entries) {
      const { fault } = entry;
      const { match } = fault;
      if (!fits(fault) || !entry.path(path) || (match !== undefined && !text().includes(match))) continue;
      if (!this.#isItsTurn(entry)) continue;
      if (fault.left !== null) fault.left -= 1;
      if (fault.left !== null && fault.left <= 0) {
        this.#entries = this.#entries.filter((other) => other !== entry);
      }
      return fault;
    }
    return undefined;
  }

  #isItsTurn(entry: Entry): boolean {
    const { minutes, probability } = entry.fault;
    if (minutes && !minutes.includes(new Date(this.#now()).getUTCMinutes())) return false;
    if (entry.toSkip > 0) {
      entry.toSkip -= 1;
      return false;
    }
    return probability === undefined || entry.chance() < probability;
  }
}

function pathTest(pattern: string): (path: string) => boolean {
  if (!/[*]|\/:/.test(pattern)) return (path) => path.startsWith(pattern);
  const source = pattern
    .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replace(/\/:[^/]+/g, '/[^/]+')
    .replaceAll('**', '\u0000')
    .replaceAll('*', '[^/]*')
    .replaceAll('\u0000', '.*');
  const whole = new RegExp(`^${source}$`);
  return (path) => whole.test(path);
}

/** Numbers from 0 up to 1 that depend on the seed alone. */
function chances(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
