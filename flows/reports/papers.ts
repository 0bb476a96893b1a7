import { and, desc, eq, getTableColumns } from 'drizzle-orm';
import { among } from '../../db/bulk.ts';
import type { Reader, Tx } from '../../db/client.ts';
import { dutyRecords, papers, paperVersions } from '../../db/schema/index.ts';
import type { Day } from '../../src/calendar/day.ts';
import type { PaperFacts } from './facts.ts';
import type { ReturnCode } from './text.ts';

/** What was typed, by section. */
export type Answers = Readonly<Record<string, string>>;

export interface Paper {
  readonly id: string;
  readonly instanceKey: string;
  readonly personCode: string | null;
  readonly answers: Answers;
  readonly revision: number;
}

export interface PaperVersion {
  readonly paperId: string;
  readonly version: number;
  readonly instanceKey: string;
  readonly answers: Answers;
  readonly facts: PaperFacts | null;
  readonly isOnPaper: boolean;
  readonly filedBy: string;
  readonly filedAt: Date;
  readonly filedOn: Day;
  readonly readBy: Day;
  readonly verdict: 'read' | 'returned' | null;
  readonly returnCode: ReturnCode | null;
  readonly comment: string | null;
  readonly reviewedBy: string | null;
  readonly reviewedAt: Date | null;
}

/** The instance's key; of a statement, with the person's code behind it. */
export function paperIdOf(instanceKey: string, person?: string): string {
  return person === undefined ? instanceKey : `${instanceKey}/${person}`;
}

export function readPaperId(id: string): { readonly instance: string; readonly person?: string | undefined } {
  const [org = '', duty = '', period = '', person] = id.split('/');
  return { instance: `${org}/${duty}/${period}`, person };
}

export async function findPaper(db: Reader, id: string): Promise<Paper | undefined> {
  const [row] = await db.select().from(papers).where(eq(papers.id, id));
  return row && { ...row, answers: row.answers as Answers };
}

/** What is typed is kept, whether or not it is complete. Answers the draft's new revision. */
export async function savePaper(
  tx: Tx,
  paper: Omit<Paper, 'revision'>,
  by: string,
  at: Date,
): Promise<Paper> {
  const known = await findPaper(tx, paper.id);
  const revision = (known?.revision ?? 0) + 1;
  const row = { ...paper, revision, savedBy: by, savedAt: at };
  await tx.insert(papers).values(row).onConflictDoUpdate({ target: papers.id, set: row });
  return { ...paper, revision };
}

function toVersion(row: typeof paperVersions.$inferSelect): PaperVersion {
  return row as PaperVersion;
}

/** What became of a version, without what it says. */
export type Standing = Pick<
  PaperVersion,
  | 'paperId'
  | 'version'
  | 'instanceKey'
  | 'filedBy'
  | 'filedOn'
  | 'readBy'
  | 'verdict'
  | 'comment'
  | 'reviewedAt'
>;

/** Every version of these instances' papers, the first of each in front; its text stays where it is. */
export async function standingsOf(db: Reader, instances: readonly string[]): Promise<readonly Standing[]> {
  if (instances.length === 0) return [];
  const { answers: _answers, facts: _facts, ...light } = getTableColumns(paperVersions);
  const rows = await db
    .select(light)
    .from(paperVersions)
    .where(among(paperVersions.instanceKey, instances))
    .orderBy(paperVersions.paperId, paperVersions.version);
  return rows.map((row) => row as Omit<typeof row, 'filedOn' | 'readBy'> & Standing);
}

export async function latestVersion(db: Reader, paperId: string): Promise<PaperVersion | undefined> {
  const [row] = await db
    .select()
    .from(paperVersions)
    .where(eq(paperVersions.paperId, paperId))
    .orderBy(desc(paperVersions.version))
    .limit(1);
  return row && toVersion(row);
}

/** What was filed before it. */
export async function versionBefore(
  db: Reader,
  { paperId, version }: Pick<PaperVersion, 'paperId' | 'version'>,
): Promise<PaperVersion | undefined> {
  const [row] = await db
    .select()
    .from(paperVersions)
    .where(and(eq(paperVersions.paperId, paperId), eq(paperVersions.version, version - 1)));
  return row && toVersion(row);
}

export async function insertVersion(tx: Tx, version: PaperVersion): Promise<void> {
  await tx.insert(paperVersions).values(version).onConflictDoNothing();
}

export async function judgeVersion(
  tx: Tx,
  { paperId, version }: Pick<PaperVersion, 'paperId' | 'version'>,
  verdict: Pick<PaperVersion, 'verdict' | 'returnCode' | 'comment' | 'reviewedBy' | 'reviewedAt'>,
): Promise<void> {
  await tx
    .update(paperVersions)
    .set(verdict)
    .where(and(eq(paperVersions.paperId, paperId), eq(paperVersions.version, version)));
}

/** The last line by which something was entered as done on paper. */
export async function lastRecord(db: Reader, instanceKey: string) {
  const [row] = await db
    .select({ note: dutyRecords.note, by: dutyRecords.by, at: dutyRecords.at })
    .from(dutyRecords)
    .where(eq(dutyRecords.instanceKey, instanceKey))
    .orderBy(desc(dutyRecords.id))
    .limit(1);
  return row;
}
