export interface CardFault {
  readonly code: number;
  readonly message: string;
  /** `ROOT -> body -> elements -> [0](tag: button)` */
  readonly path?: string | undefined;
  readonly value?: string | undefined;
  /** The platform refuses this too, but its sub-code is not documented. */
  readonly isOurs?: boolean | undefined;
}

/** What a card may refer to, and the open switches. */
export interface CardWorld {
  /** By any of a person's ids. */
  hasPerson(id: string): boolean;
  /** Whether this app uploaded a picture under this key. */
  hasImage(key: string): boolean;
  readonly markdownTablesMax: number;
}

/** What is known of the whole card while it is read. */
export interface Survey {
  readonly world: CardWorld;
  readonly textSizes: ReadonlySet<string>;
  readonly colours: ReadonlySet<string>;
  readonly elementIds: Set<string>;
  readonly names: Set<string>;
  nodes: number;
  tables: number;
  markdownTables: number;
  /** Reads one component; handed along so that containers can reach it. */
  readonly element: Check;
}

/** Where the reader stands. */
export interface Spot {
  readonly survey: Survey;
  readonly path: string;
  /** How many containers are around. */
  readonly depth: number;
  /** Tag of the component around. */
  readonly parent?: string | undefined;
  readonly isRoot: boolean;
  readonly inForm: boolean;
}

export type Check = (value: unknown, spot: Spot) => CardFault | undefined;

export const parseFailure = 200621;

export function at(spot: Spot, step: string): Spot {
  return { ...spot, path: `${spot.path} -> ${step}` };
}

/** A rule whose sub-code the platform does not document. */
export function fault(spot: Spot, message: string, value?: unknown): CardFault {
  return coded(parseFailure, spot, message, value, true);
}

export function coded(code: number, spot: Spot, message: string, value?: unknown, isOurs = false): CardFault {
  return {
    code,
    message,
    path: spot.path,
    value:
      value === undefined
        ? undefined
        : String(typeof value === 'string' ? value : JSON.stringify(value)).slice(0, 80),
    isOurs: isOurs || undefined,
  };
}
