/** What a command is called: the Chinese name, its English alias, further spellings (e.g. traditional characters). */
export interface CommandName {
  readonly name: string;
  readonly alias: string;
  readonly spellings?: readonly string[];
}
