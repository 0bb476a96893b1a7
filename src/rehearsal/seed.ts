import { botMenu } from '../commands/menu-order.ts';
import type { Directory } from '../org/directory.ts';
import { shortOrgName } from '../org/short-name.ts';
import { postName } from '../org/terms.ts';
import type { SandboxSeed } from '../sandbox/server.ts';

/** The app the workspace knows; these are no secrets, nothing outside this machine accepts them. */
export const workspaceApp = {
  appId: 'cli_5a17000000000001',
  appSecret: 'workspace-only-not-a-secret',
} as const;

/** Everybody with an account, a group for each branch with the bot in it, and the bot's menu. */
export function seedFrom(directory: Directory, botName: string): SandboxSeed {
  const branches = directory.orgs.filter((org) => org.level === 'branch');
  const members = branches.flatMap((org) => directory.membersOf(org.code));
  return {
    app: { ...workspaceApp, name: botName },
    users: members.flatMap((person) =>
      person.account === undefined
        ? []
        : [
            {
              openId: person.account,
              name: person.name,
              org: directory.org(person.branch)?.name ?? '',
              posts: directory.postsOf(person.code, directory.onDay).map((held) => postName(held.post)),
            },
          ],
    ),
    groups: branches.map((org) => ({
      name: shortOrgName(directory, org.code),
      members: directory.membersOf(org.code).flatMap((person) => (person.account ? [person.account] : [])),
      withBot: true,
    })),
    menu: [...botMenu],
  };
}
