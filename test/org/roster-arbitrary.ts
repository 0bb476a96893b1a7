import fc from 'fast-check';
import type { RosterSheets } from '../../src/org/roster/sheet.ts';
import { orgColumns, personColumns, postColumns } from '../../src/org/terms.ts';

const orgHeader = Object.values(orgColumns);
const personHeader = Object.values(personColumns);
const postHeader = Object.values(postColumns);

const name = fc
  .array(fc.constantFrom(...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗阿依古丽·'), {
    minLength: 2,
    maxLength: 4,
  })
  .map((letters) => letters.join(''));
interface SoundBranch {
  readonly people: readonly {
    readonly name: string;
    readonly hasAccount: boolean;
    readonly status: string;
  }[];
  readonly underGeneral: boolean;
  readonly type: string;
  readonly hasSecretary: boolean;
  readonly hasDeputy: boolean;
}

const branch: fc.Arbitrary<SoundBranch> = fc.record({
  people: fc.array(
    fc.record({ name, hasAccount: fc.boolean(), status: fc.constantFrom('正式党员', '预备党员') }),
    {
      minLength: 1,
      maxLength: 6,
    },
  ),
  underGeneral: fc.boolean(),
  type: fc.constantFrom('党支部', '联合党支部', '临时党支部', '离退休党支部'),
  hasSecretary: fc.boolean(),
  hasDeputy: fc.boolean(),
});
const organ = fc.record({ hasGeneral: fc.boolean(), branches: fc.array(branch, { maxLength: 4 }) });

/** Sheets of a sound organisation: a work committee, departments, branches at every place they may stand. */
export const soundSheets: fc.Arbitrary<RosterSheets> = fc
  .record({
    organs: fc.array(organ, { maxLength: 4 }),
    direct: fc.array(branch, { minLength: 1, maxLength: 2 }),
  })
  .chain(({ organs, direct }) => {
    const orgs = [['GW', '工委', '机关工委', '', '', '', '', '']];
    const people: string[][] = [];
    const posts: string[][] = [];
    const addBranch = (code: string, parent: string, leadership: string, b: SoundBranch): void => {
      orgs.push([code, `${code}支部`, b.type, parent, leadership, '2015-01-01', '2024/3/1', '3']);
      b.people.forEach((person, at) => {
        const id = `${code}P${at}`;
        people.push([id, person.name, person.hasAccount ? `ou_${id}` : '', person.status, '', code, '']);
      });
      if (b.hasSecretary) posts.push([code, '党支部书记', `${code}P0`, '2024-01-01', '']);
      if (b.hasDeputy) posts.push([code, '党支部副书记', `${code}P${b.people.length - 1}`, '2024-01-01', '']);
    };
    organs.forEach((o, at) => {
      const [z, w, g] = [`D${at}Z`, `D${at}W`, `D${at}G`];
      orgs.push([z, `${at}厅党组`, '党组', 'GW', '', '', '', '']);
      orgs.push([w, `${at}厅机关党委`, '机关党委', 'GW', z, '', '', '5']);
      if (o.hasGeneral) orgs.push([g, `${at}厅党总支`, '党总支', w, z, '', '', '3']);
      o.branches.forEach((b, n) => {
        addBranch(`D${at}B${n}`, o.hasGeneral && b.underGeneral ? g : w, z, b);
      });
    });
    for (const [n, b] of direct.entries()) addBranch(`GWB${n}`, 'GW', '', b);
    const sheet = (file: string, header: string[], rows: string[][]) =>
      fc
        .shuffledSubarray(rows, { minLength: rows.length })
        .map((shuffled) => ({ file, grid: [header, ...shuffled] }));
    return fc.record({
      orgs: sheet('orgs.csv', orgHeader, orgs),
      people: sheet('people.csv', personHeader, people),
      posts: sheet('posts.csv', postHeader, posts),
    });
  });
