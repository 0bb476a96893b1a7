import { fonts } from './text.ts';

const font = (name: string, elsewhere?: string): string =>
  `<w:font w:name="${name}">${elsewhere ? `<w:altName w:val="${elsewhere}"/>` : ''}<w:charset w:val="86"/></w:font>`;

/** Where a machine has not got a font by its official name, it is told under which other one it may have it. */
export const fontTable =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
  '<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">' +
  font(fonts.body, fonts.bodyElsewhere) +
  font(fonts.subheading, fonts.subheadingElsewhere) +
  font(fonts.title, fonts.titleElsewhere) +
  font(fonts.heading) +
  font(fonts.pageNumber) +
  '</w:fonts>';
