import { describe, expect, it } from 'vitest';
import { flows } from '../../flows/index.ts';
import { intentCommands, linesFor } from '../../src/commands/intent-commands.ts';
import { intentNames } from '../../src/commands/intent-name.ts';
import { parseCommand } from '../../src/commands/parse.ts';
import { foldTraditional } from '../../src/commands/traditional.ts';
import { Registry } from '../../src/engine/registry.ts';

const registry = new Registry(flows);
const { commands } = registry;

describe('every command', () => {
  it.each(commands.map((command) => [command.name, command] as const))('/%s', (_, command) => {
    expect(command.name).toMatch(/^\p{Script=Han}{2,5}$/u);
    expect(command.alias).toMatch(/^[a-z][a-z-]+$/);
    // The platform shows this line in its own list; the example is what a refusal repeats.
    expect(command.description.length).toBeLessThanOrEqual(40);
    expect(parseCommand(command.example, commands)).toMatchObject({ kind: 'command', command });
  });

  it('is reached by all its names, in whatever characters', () => {
    for (const command of commands) {
      for (const name of [command.name, command.alias, ...(command.spellings ?? [])]) {
        expect(parseCommand(`/${name}`, commands)).toMatchObject({ kind: 'command', command, rest: '' });
        expect(parseCommand(`／${name}　x`, commands)).toMatchObject({ kind: 'command', command, rest: 'x' });
      }
    }
  });

  it('differs from all others also after folding', () => {
    const names = commands.flatMap(({ name, alias }) => [foldTraditional(name), alias.toLowerCase()]);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('the menu', () => {
  it('mirrors the first six commands, in the order people know; each key is a command', () => {
    const menu = commands.slice(0, 6);
    expect(menu).toHaveLength(6);
    expect(menu[0]?.alias).toBe('help');
    for (const key of menu.flatMap(({ name, alias }) => [name, alias])) {
      expect(parseCommand(`/${key}`, commands)).toMatchObject({ kind: 'command', rest: '' });
    }
  });
});

describe('plain sentences', () => {
  it('lead to commands, or say honestly what comes nearest', () => {
    const aliases = new Set(commands.map(({ alias }) => alias));
    const served = intentNames.filter((intent) =>
      linesFor({ intent, slots: { activity: '党日' } }).some((line) => aliases.has(line.split(' ')[0] ?? '')),
    );
    expect(served).toEqual(
      expect.arrayContaining([
        'leave',
        'confirm_attendance',
        'activity_info',
        'who_not_arrived',
        'plan_activity',
        'roll',
        'help',
      ]),
    );
  });

  it('fill the words that were said and leave out the others', () => {
    const roll = { intent: 'roll', slots: { absent: '小刘', onLeave: '小张' } } as const;
    expect(linesFor(roll)).toEqual(['roll 全到 除 小刘 请假 小张']);
    const plan = { activity: '党日', when: '下周四下午三点', place: '三楼会议室' };
    expect(linesFor({ intent: 'plan_activity', slots: plan })).toEqual([
      'themeday 下周四下午三点 地点 三楼会议室',
    ]);
    expect(linesFor({ intent: 'plan_activity', slots: { ...plan, activity: '党员大会' } })).toEqual([
      'plan 党员大会 下周四下午三点 地点 三楼会议室',
    ]);
  });

  it('never run what is only near', () => {
    for (const { does, nearest } of Object.values(intentCommands)) {
      expect(nearest.filter((line) => does.includes(line))).toEqual([]);
    }
  });
});
