import { pathToFileURL } from 'node:url';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';
import extractTypeScript from 'dependency-cruiser/config-utl/extract-ts-config';

/** A checker that lost its way into a folder would find nothing wrong there. */
const folders = ['src', 'flows', 'db'];
const leastModules = 100;

export interface ImportReport {
  /** Our own modules that were read. */
  readonly modules: readonly string[];
  readonly links: number;
  /** What is wrong, a line each; empty when everybody imports whom he may. */
  readonly problems: readonly string[];
}

/** Who imports whom, held against .dependency-cruiser.cjs. Paths count from the repository's root, where npm runs. */
export async function checkImports(): Promise<ImportReport> {
  const options = await extractOptions('./.dependency-cruiser.cjs');
  const answer = await cruise(folders, options, undefined, { tsConfig: extractTypeScript('tsconfig.json') });
  if (typeof answer.output === 'string') throw new Error('dependency-cruiser answered with text');
  const { modules: seen, summary }: ICruiseResult = answer.output;
  const modules = seen.map((module) => module.source).filter((path) => !path.includes('node_modules'));
  const own = modules.filter((path) => folders.some((folder) => path.startsWith(`${folder}/`)));
  const lost = folders.filter((folder) => !own.some((path) => path.startsWith(`${folder}/`)));
  return {
    modules: own,
    links: summary.totalDependenciesCruised ?? 0,
    problems: [
      ...(own.length < leastModules ? [`only ${own.length} modules were seen`] : []),
      ...lost.map((folder) => `nothing was seen in ${folder}/`),
      ...summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`),
    ],
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { modules, links, problems } = await checkImports();
  for (const problem of problems) console.error(problem);
  console.log(`imports: ${modules.length} modules, ${links} links, ${problems.length} problems`);
  process.exitCode = problems.length > 0 ? 1 : 0;
}
