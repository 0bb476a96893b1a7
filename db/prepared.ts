import { messages, parse, protocol } from '@electric-sql/pglite';
import type { ResultField } from './results.ts';

type Message = messages.BackendMessage;
type Send = (packet: Uint8Array) => Promise<Message[]>;

export interface PreparedStatement {
  readonly name: string;
  /** The type of each parameter, by its object id. */
  readonly parameterTypes: readonly number[];
  /** The columns of its rows; none where it answers with none. */
  readonly fields: readonly ResultField[];
}

/** Lists of changing length make many texts of one statement; the session keeps those used last. */
const kept = 400;

/** The statements one session has parsed, by their text. */
export class PreparedStatements {
  readonly #byText = new Map<string, PreparedStatement>();
  #count = 0;

  async prepare(text: string, send: Send): Promise<PreparedStatement> {
    const known = this.#byText.get(text);
    if (known) {
      this.#byText.delete(text);
      this.#byText.set(text, known);
      return known;
    }
    await this.#forgetOldest(send);
    this.#count += 1;
    const name = `s${this.#count}`;
    const { serialize } = protocol;
    const answer = await send(
      Buffer.concat([serialize.parse({ name, text }), serialize.describe({ type: 'S', name })]),
    );
    const statement: PreparedStatement = {
      name,
      parameterTypes: parse.parseDescribeStatementResults(answer),
      fields: answer.flatMap((message) =>
        message instanceof messages.RowDescriptionMessage ? message.fields : [],
      ),
    };
    this.#byText.set(text, statement);
    return statement;
  }

  async #forgetOldest(send: Send): Promise<void> {
    const [oldest] = this.#byText;
    if (!oldest || this.#byText.size < kept) return;
    this.#byText.delete(oldest[0]);
    await send(protocol.serialize.close({ type: 'S', name: oldest[1].name }));
  }
}
