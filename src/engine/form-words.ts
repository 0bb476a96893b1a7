/** What was typed into a field of a form, without spaces around it; nothing where the field is no text. */
export function formWords(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}
