import { printFooter } from './text.ts';

const fits = '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>';
/** The sheet's name above, the number of the page below. */
const headerFooter = `<headerFooter><oddHeader>&amp;C&amp;A</oddHeader><oddFooter>&amp;C${printFooter}</oddFooter></headerFooter>`;

/**
 * How the sheets of one workbook print: as wide as the paper and as long as they are, the header row on every page.
 * `names` are those of the sheets, in their order.
 */
export function printSetup(names: readonly string[]) {
  const titles = names
    .map((name, at) => {
      const quoted = name.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
      return `<definedName name="_xlnm.Print_Titles" localSheetId="${at}">'${quoted}'!$1:$1</definedName>`;
    })
    .join('');
  return {
    files: {
      transform: {
        'xl/worksheets/sheet{id}.xml': {
          transform: (xml: string) =>
            xml
              .replace('<sheetViews', () => `${fits}<sheetViews`)
              .replace(
                /<pageSetup([^>]*?)\/>/u,
                (_, given: string) => `<pageSetup${given} fitToWidth="1" fitToHeight="0"/>${headerFooter}`,
              ),
        },
        'xl/workbook.xml': {
          transform: (xml: string) =>
            xml.replace(/<definedNames\s*\/>/u, () => `<definedNames>${titles}</definedNames>`),
        },
      },
    },
  };
}
