import { Picture } from '../card/image.tsx';
import { list, parse, record, records, str } from '../json.ts';
import { linkTo } from '../markdown/address.ts';
import type { Message } from '../protocol.ts';
import { text } from '../text.ts';
import { spokenText } from './preview.ts';

const address = /(https?:\/\/[^\s<>"']+)/;

/** Plain words with addresses as links and mentions coloured; nothing else is interpreted. */
function Spoken({ message, me }: { message: Message; me: string }) {
  const names = message.mentions.map(({ name }) => `@${name}`).sort((a, b) => b.length - a.length);
  const escaped = names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const cut = escaped.length > 0 ? new RegExp(`(${escaped.join('|')})`) : /(?!)/;
  const mine = message.mentions.find(({ id }) => id === me)?.name;
  return (
    <p class="spoken">
      {spokenText(message)
        .split(address)
        .map((piece, at) => {
          if (at % 2 === 1) {
            return (
              <a key={at} {...linkTo(piece)}>
                {piece}
              </a>
            );
          }
          return piece.split(cut).map((part, inner) =>
            names.includes(part) ? (
              <span key={`${at}.${inner}`} class={`mention ${part === `@${mine}` ? 'self' : ''}`}>
                {part}
              </span>
            ) : (
              part
            ),
          );
        })}
    </p>
  );
}

/** Rich text posts: paragraphs of runs, shown as words and links. */
function Post({ content }: { content: string }) {
  const post = record(parse(content));
  const local = 'content' in post ? post : record(post.zh_cn ?? Object.values(post)[0]);
  return (
    <div class="spoken">
      {str(local.title) !== '' && <strong>{str(local.title)}</strong>}
      {list(local.content).map((line, at) => (
        <p key={at}>{records(line).map((run) => str(run.text ?? run.user_name))}</p>
      ))}
    </div>
  );
}

/** A document: its name, and a press that opens it. */
function Attached({ content }: { content: string }) {
  const file = record(parse(content));
  const key = str(file.file_key);
  return (
    <p class="spoken">
      <a href={`/_sandbox/files/${encodeURIComponent(key)}`} download={str(file.file_name) || key}>
        {str(file.file_name) || key}
      </a>
    </p>
  );
}

export function BubbleContent({ message, me }: { message: Message; me: string }) {
  if (message.msg_type === 'text') return <Spoken message={message} me={me} />;
  if (message.msg_type === 'image')
    return <Picture imgKey={str(record(parse(message.content)).image_key)} label={text.card.image} />;
  if (message.msg_type === 'post') return <Post content={message.content} />;
  if (message.msg_type === 'file') return <Attached content={message.content} />;
  return <p class="spoken unsupported">{text.chat.unsupported(message.msg_type)}</p>;
}
