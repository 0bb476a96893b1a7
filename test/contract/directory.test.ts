import { afterEach, beforeEach, expect, it } from 'vitest';
import { onlyHere } from './tenant.ts';
import { ann, app, bob, cyd, TestWorkspace } from './workspace.ts';

const here = onlyHere('needs departments and people of its own');

type Json = Record<string, unknown>;
const numbered = (index: number): string => `ou_${index.toString().padStart(32, '0')}`;
const dan = numbered(4);
let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await TestWorkspace.open({
    users: [
      { openId: dan, name: '丁一', org: '机关/机关一组', posts: ['组长'] },
      { openId: numbered(5), name: '丁二', org: '机关/机关二组', posts: [] },
    ],
  });
});
afterEach(async () => {
  await workspace.close();
});

const get = async (path: string): Promise<Json> => {
  const { body } = await workspace.api('GET', `/contact/v3${path}`);
  return (body.code === 0 ? body.data : body) as Json;
};
const names = (data: Json): unknown[] => (data.items as Json[]).map((item) => item.name);
async function departmentId(name: string): Promise<string> {
  const { departments } = (await workspace.control('/departments')).body as { departments: Json[] };
  return String(departments.find((one) => one.name === name)?.open_department_id);
}

here('departments', () => {
  it('come from the organisations of the people, in the documented shape', async () => {
    const top = await get('/departments/0/children');
    expect(names(top)).toEqual(['第一支部', '第二支部', '机关']);
    expect((top.items as Json[])[0]).toEqual({
      name: '第一支部',
      i18n_name: expect.any(Object),
      parent_department_id: '0',
      department_id: expect.stringMatching(/^[0-9a-f]{16}$/),
      open_department_id: expect.stringMatching(/^od-[0-9a-f]{32}$/),
      leader_user_id: ann,
      chat_id: '',
      order: '100',
      unit_ids: [],
      member_count: 2,
      primary_member_count: 2,
      status: { is_deleted: false },
      leaders: [{ leaderType: 1, leaderID: ann }],
      department_hrbps: [],
    });
    expect(top).toMatchObject({ has_more: false });
    expect(top).not.toHaveProperty('page_token');
  });

  it('below departments, with the SDK', async () => {
    const client = workspace.client();
    const children = await client.contact.v3.department.children({
      path: { department_id: '0' },
      params: { fetch_child: true, page_size: 50 },
    });
    expect(children.data?.items?.map((one) => one.name)).toEqual([
      '第一支部',
      '第二支部',
      '机关',
      '机关一组',
      '机关二组',
    ]);
    const office = await departmentId('机关');
    const below = await client.contact.v3.department.children({ path: { department_id: office } });
    expect(below.data?.items?.[0]).toMatchObject({ name: '机关一组', parent_department_id: office });
    const one = await client.contact.v3.department.get({ path: { department_id: office } });
    expect(one.data?.department).toMatchObject({ name: '机关', member_count: 2 });
    const parents = await client.contact.v3.department.parent({
      params: { department_id: await departmentId('机关一组') },
    });
    expect(parents.data?.items?.map((parent) => parent.name)).toEqual(['机关']);
  });

  it('by their own ids, and refused when there is none', async () => {
    const [first] = (await get('/departments/0/children?page_size=1')).items as Json[];
    const own = await get(
      `/departments/${first?.department_id}?department_id_type=department_id&user_id_type=union_id`,
    );
    expect(own).toMatchObject({
      department: { name: '第一支部', leader_user_id: expect.stringMatching(/^on_/) },
    });
    expect(await get('/departments/od-0')).toMatchObject({ code: 40015 });
    expect(await get('/departments/0?department_id_type=x')).toMatchObject({ code: 40001 });
    await workspace.control('/config', { department_recursion_max: 1 });
    expect(await get('/departments/0/children?fetch_child=true')).toMatchObject({ code: 43010 });
  });

  it('page by page', async () => {
    const first = await get('/departments/0/children?fetch_child=true&page_size=2');
    expect(first).toMatchObject({ has_more: true, page_token: expect.any(String) });
    const rest = await get(
      `/departments/0/children?fetch_child=true&page_size=50&page_token=${first.page_token}`,
    );
    expect([...names(first), ...names(rest)]).toHaveLength(5);
    expect(await get('/departments/0/children?page_size=51')).toMatchObject({ code: 40011 });
    expect(await get('/departments/0/children?page_size=0')).toMatchObject({ code: 40011 });
    expect(await get('/departments/0/children?page_token=zzz')).toMatchObject({ code: 40012 });
  });
});

here('people', () => {
  it('of a department are its direct members', async () => {
    const client = workspace.client();
    const find = async (name: string) =>
      (
        await client.contact.v3.user.findByDepartment({ params: { department_id: await departmentId(name) } })
      ).data?.items?.map((person) => person.open_id);
    expect(await find('第一支部')).toEqual([ann, bob]);
    expect(await find('机关')).toEqual([]);
    expect(await find('机关一组')).toEqual([dan]);
  });

  it('carry the documented fields', async () => {
    const got = await workspace.client().contact.v3.user.get({ path: { user_id: dan } });
    expect(got.data?.user).toMatchObject({
      open_id: dan,
      union_id: expect.stringMatching(/^on_[0-9a-f]{32}$/),
      user_id: expect.stringMatching(/^[0-9a-z]{8}$/),
      name: '丁一',
      job_title: '组长',
      department_ids: [await departmentId('机关一组')],
      status: { is_resigned: false, is_activated: true },
      orders: [{ is_primary_dept: true }],
      join_time: expect.any(Number),
      department_path: [{ department_name: { name: '机关' } }, { department_name: { name: '机关一组' } }],
    });
  });

  it('many at once, however the ids are listed', async () => {
    const listed = await workspace
      .client()
      .contact.v3.user.batch({ params: { user_ids: [ann, 'ou_none', cyd] } });
    expect(listed.data?.items?.map((person) => person.open_id)).toEqual([ann, cyd]);
    expect(names(await get(`/users/batch?user_ids=${ann}&user_ids=${bob}`))).toEqual(['安然', '白晓']);
    expect(await get('/users/batch')).toMatchObject({ code: 40001 });
    const tooMany = Array.from({ length: 51 }, () => `user_ids=${ann}`).join('&');
    expect(await get(`/users/batch?${tooMany}`)).toMatchObject({ code: 40001 });
  });

  it('who hold a post are the members of its role', async () => {
    const { roles } = (await workspace.control('/roles')).body as { roles: Json[] };
    const role_id = String(roles.find((role) => role.name === '组织委员')?.role_id);
    const client = workspace.client();
    const members = await client.contact.v3.functionalRoleMember.list({ path: { role_id } });
    expect(members.data).toMatchObject({ members: [{ user_id: cyd, scope_type: 'Part' }], has_more: false });
    const one = await client.contact.v3.functionalRoleMember.get({ path: { role_id, member_id: cyd } });
    expect(one.data?.member?.department_ids).toEqual([await departmentId('第二支部')]);
    expect(await get('/functional_roles/none/members')).toMatchObject({ code: 40001 });
  });

  it('have no fields of the tenant’s own', async () => {
    expect(await get('/custom_attrs')).toEqual({ items: [], has_more: false });
  });
});

here('the contact range', () => {
  it('of everybody lists the departments at the top', async () => {
    const scopes = await get('/scopes');
    expect((scopes.department_ids as string[]).length).toBe(3);
    expect(scopes).toMatchObject({ user_ids: [], group_ids: [], has_more: false });
  });

  it('narrowed hides the rest, and covers what lies below', async () => {
    const office = await departmentId('机关');
    await workspace.control('/config', { contact_range: [office, bob] });
    expect(await get('/scopes')).toMatchObject({ department_ids: [office], user_ids: [bob] });
    const refused = await workspace.api('GET', '/contact/v3/departments/0/children');
    expect(refused).toMatchObject({ status: 403, body: { code: 40004 } });
    expect(names(await get(`/departments/${office}/children`))).toEqual(['机关一组', '机关二组']);
    expect(await get(`/users/${dan}`)).toMatchObject({ user: { name: '丁一' } });
    expect(await get(`/users/${bob}`)).toMatchObject({ user: { name: '白晓' } });
    expect(await get(`/users/${ann}`)).toMatchObject({ code: 41050 });
    expect(names(await get(`/users/batch?user_ids=${ann}&user_ids=${bob}`))).toEqual(['白晓']);
    const found = await workspace.api('POST', '/contact/v3/users/batch_get_id', {
      emails: ['ann@workspace.example'],
    });
    expect(found.body.data).toEqual({ user_list: [{ email: 'ann@workspace.example' }] });
  });

  it('and those who resigned', async () => {
    await workspace.control('/config', { resigned: [bob] });
    expect(await get(`/users/${bob}`)).toMatchObject({ user: { status: { is_resigned: true } } });
    expect(
      names(await get(`/users/find_by_department?department_id=${await departmentId('第一支部')}`)),
    ).toEqual(['安然']);
    expect(app.appId).toMatch(/^cli_[0-9a-f]{16}$/);
  });
});
