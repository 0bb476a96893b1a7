/** Regulations by their short code (duties.md, "Sources"), as an official paper cites them. */
const titles: Readonly<Record<string, string>> = {
  BR: '中国共产党支部工作条例（试行）',
  OR: '中国共产党党和国家机关基层组织工作条例',
  EL: '中国共产党基层组织选举工作条例',
  TERM: '关于党的基层组织任期的意见',
  ED: '中国共产党党员教育管理工作条例',
  DU: '关于中国共产党党费收缴、使用和管理的规定',
  AD: '中国共产党发展党员工作细则',
  DL: '县以上党和国家机关党员领导干部民主生活会若干规定',
  SR: '党委（党组）落实全面从严治党主体责任规定',
  CS: '中国共产党党委（党组）理论学习中心组学习规则',
  NORMS: '关于新形势下党内政治生活的若干准则',
  PUB: '中国共产党党务公开条例（试行）',
};

const withoutRegulation = '年度党建工作责任清单';

/**
 * What an official paper names as its basis: the first source that is a regulation, with its full title. What other
 * provinces do, and a default of ours, binds nobody: then it is the yearly list.
 */
export function officialBasis(sources: readonly { readonly doc: string; readonly clause: string }[]): string {
  const source = sources.find(({ doc }) => titles[doc] !== undefined);
  if (!source) return withoutRegulation;
  const [article = ''] =
    /第[一二三四五六七八九十百]+条(?:、第[一二三四五六七八九十百]+条)*/.exec(source.clause) ?? [];
  return `《${titles[source.doc]}》${article}`;
}
