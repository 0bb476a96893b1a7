import type { CardKind } from '../commands/intent-name.ts';
import { inMenuOrder } from '../commands/menu-order.ts';
import { AppError } from '../core/errors.ts';
import { Catalogue } from '../duties/catalogue/catalogue.ts';
import { submittedTimer } from '../duties/store.ts';
import type {
  Action,
  Command,
  Composer,
  CrowdAction,
  Flow,
  Job,
  LiveCardComposer,
  Undo,
  Watch,
} from './define.ts';
import type { Effect } from './effect.ts';

/** All flows by what can reach them. Two flows that claim one name are refused at start. */
export class Registry {
  readonly flows: readonly Flow[];
  readonly commands: readonly Command[];
  readonly actions: ReadonlyMap<string, Action>;
  readonly crowdActions: ReadonlyMap<string, CrowdAction>;
  readonly undos: ReadonlyMap<string, Undo>;
  readonly jobs: ReadonlyMap<string, Job>;
  readonly notices: ReadonlyMap<string, Composer>;
  readonly liveCards: ReadonlyMap<string, LiveCardComposer>;
  readonly watches: readonly Watch[];
  readonly cardKinds: ReadonlyMap<string, CardKind>;
  readonly catalogue: Catalogue;

  constructor(flows: readonly Flow[]) {
    this.flows = flows;
    this.commands = inMenuOrder(flows.flatMap((flow) => flow.commands ?? []));
    unique(
      'command',
      this.commands.flatMap((command) => [command.name, command.alias, ...(command.spellings ?? [])]),
    );
    this.actions = merged(
      'action',
      flows.map((flow) => flow.actions ?? {}),
    );
    this.crowdActions = merged(
      'action',
      flows.map((flow) => flow.crowdActions ?? {}),
    );
    unique('action', [...this.actions.keys(), ...this.crowdActions.keys()]);
    this.undos = merged(
      'kind of undo',
      flows.map((flow) => flow.undos ?? {}),
    );
    this.jobs = merged('timer kind', [
      ...flows.map((flow) => flow.jobs ?? {}),
      { [submittedTimer]: inTurn(flows) },
    ]);
    this.notices = merged(
      'notice kind',
      flows.map((flow) => flow.notices ?? {}),
    );
    this.liveCards = merged(
      'live card kind',
      flows.map((flow) => flow.liveCards ?? {}),
    );
    this.watches = flows.flatMap(({ watch }) => watch ?? []);
    this.cardKinds = merged(
      'card kind',
      flows.map((flow) => flow.cardKinds ?? {}),
    );
    this.catalogue = new Catalogue(flows.flatMap((flow) => flow.duties ?? []));
    for (const duty of this.catalogue.duties) {
      const opens = duty.opens && 'action' in duty.opens ? duty.opens : undefined;
      for (const button of [duty.start, duty.record, opens]) {
        if (!button || this.actions.has(button.action)) continue;
        throw new AppError('bug', 'registry', `duty ${duty.id} names the unknown action ${button.action}`);
      }
    }
  }
}

/** What came in for somebody to accept, handed to each flow that wants to know. */
function inTurn(flows: readonly Flow[]): Job {
  const hearing = flows.flatMap(({ onSubmitted }) => onSubmitted ?? []);
  return async (context, keys) => {
    const effects: Effect[] = [];
    for (const hear of hearing) effects.push(...(await hear(context, keys)));
    return effects;
  };
}

function merged<T>(what: string, parts: readonly Readonly<Record<string, T>>[]): ReadonlyMap<string, T> {
  const entries = parts.flatMap((part) => Object.entries(part));
  unique(
    what,
    entries.map(([name]) => name),
  );
  return new Map(entries);
}

function unique(what: string, names: readonly string[]): void {
  const twin = names.find((name, index) => names.indexOf(name) !== index);
  if (twin !== undefined) throw new AppError('bug', 'registry', `two flows claim the ${what} ${twin}`);
}
