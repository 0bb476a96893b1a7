import { isRecord, type Json, record, records, str } from '../json.ts';
import { isFamily } from '../palette.ts';
import { useCard } from './context.ts';
import { CardIcon } from './display.tsx';
import { boxStyle } from './style.ts';
import { TextTag } from './text-tag.tsx';
import { bareWords, words } from './texts.ts';

const TAGS_SHOWN = 3;

export function Header({ node, id }: { node: Json; id: string }) {
  const card = useCard();
  const template = str(node.template, 'default');
  const hue = isFamily(template) ? template : undefined;
  const title = bareWords(node.title);
  const subtitle = bareWords(node.subtitle);
  const tags = records(node.text_tag_list).slice(0, TAGS_SHOWN);
  const css = {
    padding: boxStyle({ padding: node.padding }, card.style).padding,
    background: hue && `var(--${hue}-100)`,
    color: hue && `var(--${hue})`,
  };
  return (
    <header class={`card-header ${hue ?? 'default'}`} style={css}>
      {isRecord(node.icon) && <CardIcon value={record(node.icon)} fallback="currentColor" />}
      <div class="card-heading">
        <div class="card-title">
          <h3 id={id}>{title || subtitle}</h3>
          {tags.map((tag, index) => (
            <TextTag key={index} color={str(tag.color, 'blue')}>
              {words(tag.text)}
            </TextTag>
          ))}
        </div>
        {title !== '' && subtitle !== '' && <p>{subtitle}</p>}
      </div>
    </header>
  );
}
