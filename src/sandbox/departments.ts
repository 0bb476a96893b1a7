import type { Person } from './entities.ts';
import { digest } from './ids.ts';

export interface Department {
  readonly openId: string;
  readonly id: string;
  readonly name: string;
  readonly parent: Department | undefined;
  readonly order: number;
  readonly children: Department[];
  /** Direct members alone. */
  readonly people: Person[];
}

export const rootId = '0';
export type DepartmentIdType = 'open_department_id' | 'department_id';

/** The tree of departments, read off the organisations people belong to: `A/B` lies below `A`. */
export class Departments {
  readonly root: Department = {
    openId: rootId,
    id: rootId,
    name: '',
    parent: undefined,
    order: 0,
    children: [],
    people: [],
  };
  readonly #byId = new Map<string, Department>([[rootId, this.root]]);
  readonly #byPath = new Map<string, Department>([['', this.root]]);
  readonly #ofPerson = new Map<string, Department>();

  place(person: Person): void {
    const department = this.#at(
      person.org
        .split('/')
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    );
    department.people.push(person);
    this.#ofPerson.set(person.openId, department);
  }

  find(type: DepartmentIdType, id: string): Department | undefined {
    const found = this.#byId.get(id);
    return found && idOfDepartment(found, type) === id ? found : undefined;
  }

  of(openId: string): Department {
    return this.#ofPerson.get(openId) ?? this.root;
  }

  #at(path: readonly string[]): Department {
    const key = path.join('/');
    const known = this.#byPath.get(key);
    if (known) return known;
    const parent = this.#at(path.slice(0, -1));
    const made: Department = {
      openId: `od-${digest(`department:${key}`)}`,
      id: digest(`department-id:${key}`, 16),
      name: path.at(-1) ?? '',
      parent,
      order: (parent.children.length + 1) * 100,
      children: [],
      people: [],
    };
    parent.children.push(made);
    this.#byPath.set(key, made);
    this.#byId.set(made.openId, made);
    this.#byId.set(made.id, made);
    return made;
  }
}

export function idOfDepartment(department: Department, type: DepartmentIdType): string {
  return type === 'open_department_id' ? department.openId : department.id;
}

/** All below, level by level. */
export function* descendants(department: Department): Generator<Department> {
  let level = department.children;
  while (level.length > 0) {
    yield* level;
    level = level.flatMap((one) => one.children);
  }
}

export function* peopleBelow(department: Department): Generator<Person> {
  yield* department.people;
  for (const one of descendants(department)) yield* one.people;
}

/** From the parent up to the top level; the root itself is not among them. */
export function* ancestors(department: Department): Generator<Department> {
  for (let one = department.parent; one && one.openId !== rootId; one = one.parent) yield one;
}
