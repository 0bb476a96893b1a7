import { bool, type Json, records, str } from '../json.ts';
import { Icon } from '../parts/icon.tsx';
import { text } from '../text.ts';
import { useField } from './field.ts';
import { isMulti } from './form-values.ts';
import { Picture } from './image.tsx';
import { Labelled } from './labelled.tsx';
import { bareWords } from './texts.ts';

const ratios: Readonly<Record<string, string>> = { '16:9': '16 / 9', '4:3': '4 / 3', '1:1': '1' };

const columns: Readonly<Record<string, number>> = { bisect: 2, trisect: 3 };

/** Pictures to choose from; outside a form each choice is an answer at once. */
export function ImageSelect({ node }: { node: Json }) {
  const field = useField(node);
  const multi = isMulti(node);
  const chosen = Array.isArray(field.value)
    ? field.value
    : typeof field.value === 'string'
      ? [field.value]
      : [];
  const choose = (value: string) => {
    if (!multi) return field.commit(value);
    field.commit(chosen.includes(value) ? chosen.filter((each) => each !== value) : [...chosen, value]);
  };
  return (
    <Labelled node={node} field={field}>
      <fieldset
        class="image-options"
        aria-label={bareWords(node.placeholder) || text.card.choose}
        style={{ gridTemplateColumns: `repeat(${columns[str(node.layout)] ?? 1}, 1fr)` }}
      >
        {records(node.options).map((option, index) => {
          const value = str(option.value);
          const label = bareWords(option.hover_tips) || text.card.imageOption(index + 1);
          return (
            <button
              key={value}
              id={index === 0 ? field.id : undefined}
              type="button"
              class="image-option"
              aria-pressed={chosen.includes(value)}
              aria-label={label}
              title={bareWords(bool(option.disabled) ? option.disabled_tips : option.hover_tips) || undefined}
              disabled={field.disabled || bool(option.disabled)}
              onClick={() => choose(value)}
            >
              <Picture
                imgKey={str(option.img_key)}
                label={label}
                style={{ aspectRatio: ratios[str(node.aspect_ratio)] ?? '16 / 9' }}
              />
              {chosen.includes(value) && (
                <span class="image-check">
                  <Icon name="check" />
                </span>
              )}
            </button>
          );
        })}
      </fieldset>
    </Labelled>
  );
}
