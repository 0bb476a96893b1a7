import { isRecord, record, str } from '../json.ts';
import { parseInline, plainText } from '../markdown/inline.ts';

/** The words of a text object in the reader's language: its Chinese variant wins over the default. */
export function words(value: unknown): string {
  if (!isRecord(value)) return str(value);
  return str(record(value.i18n_content).zh_cn) || str(value.content);
}

/** The same without any marks, for labels and previews. */
export const bareWords = (value: unknown): string =>
  isRecord(value) && (value.tag === 'lark_md' || value.tag === 'markdown')
    ? plainText(parseInline(words(value)))
    : words(value);
