/** Names of fonts and every word the documents share; each document's own sentences stand below it. */
export const fonts = {
  body: '仿宋_GB2312',
  bodyElsewhere: '仿宋',
  heading: '黑体',
  subheading: '楷体_GB2312',
  subheadingElsewhere: '楷体',
  title: '方正小标宋简体',
  titleElsewhere: '宋体',
  digits: 'Times New Roman',
  pageNumber: '宋体',
} as const;

export const words = {
  date: (year: number, month: number, date: number) => `${year}年${month}月${date}日`,
  year: (year: number) => `${year}年`,
  addressee: (name: string) => `${name}：`,
  seal: '（印章）',
  emptyNumber: '〔　　　　〕　　号',
  pageNumber: ['— ', ' —'],
} as const;

/** A font every office machine has. */
export const sheetFont = '宋体';

/** Below a printed sheet; `&P` and `&N` are filled in by the program that prints it. */
export const printFooter = '第 &amp;P 页，共 &amp;N 页';
