import { AppError } from '../core/errors.ts';
import type { Block } from './block.ts';
import type { CardElement } from './json.ts';
import { cardProblems, spareRoom } from './limits.ts';
import { plainText, type Room } from './node.ts';
import { notation, renderBlocks } from './render.ts';
import { oneLine, plain, shorten } from './rich.ts';

type Tone = 'todo' | 'info' | 'due' | 'done' | 'closed';

export interface CardSpec {
  /** 18 characters or fewer read well on a phone. */
  readonly title: string;
  readonly subtitle?: string | undefined;
  readonly tone: Tone;
  readonly tag?: string | undefined;
  /** The line in the conversation list. */
  readonly summary: string;
  readonly blocks: readonly Block[];
  /** The small grey last line: clause and number. */
  readonly footnote?: string | undefined;
}

export interface CardJson {
  readonly schema: '2.0';
  readonly config: CardConfig;
  readonly header: CardHeader;
  readonly body: CardBody;
}

interface CardConfig {
  readonly update_multi: true;
  readonly enable_forward: boolean;
  readonly summary: { readonly content: string };
}

interface CardHeader {
  readonly title: CardElement;
  readonly subtitle?: CardElement;
  readonly template: string;
  readonly text_tag_list?: readonly CardElement[];
}

interface CardBody {
  readonly direction: 'vertical';
  readonly padding: string;
  readonly vertical_spacing: string;
  readonly elements: readonly CardElement[];
}

const templates: Readonly<Record<Tone, string>> = {
  todo: 'blue',
  info: 'wathet',
  due: 'orange',
  done: 'green',
  closed: 'grey',
};

/** The tag on a header repeats its state; only grey has no namesake among tag colours. */
const tagColours: Readonly<Record<Tone, string>> = { ...templates, closed: 'neutral' };

// Each step shows less of what was typed, then fewer items and options. Structure is never dropped:
// a button that is missing would be worse than a card that does not go out.
const rooms: readonly Room[] = [
  { maxTyped: 2000, maxItems: 60, maxOptions: 100 },
  { maxTyped: 400, maxItems: 40, maxOptions: 60 },
  { maxTyped: 160, maxItems: 20, maxOptions: 40 },
  { maxTyped: 60, maxItems: 12, maxOptions: 25 },
  { maxTyped: 24, maxItems: 8, maxOptions: 15 },
];

function draw(spec: CardSpec, room: Room): CardJson {
  const footnote = spec.footnote ? [notation(plain(oneLine(spec.footnote)), { ...room, maxTyped: 120 })] : [];
  const tag = spec.tag
    ? [{ tag: 'text_tag', text: plainText(spec.tag, 20), color: tagColours[spec.tone] }]
    : undefined;
  return {
    schema: '2.0',
    config: {
      update_multi: true,
      enable_forward: false,
      summary: { content: shorten(oneLine(spec.summary), 120) },
    },
    header: {
      title: plainText(spec.title, 40),
      ...(spec.subtitle ? { subtitle: plainText(spec.subtitle, 60) } : {}),
      template: templates[spec.tone],
      ...(tag ? { text_tag_list: tag } : {}),
    },
    body: {
      direction: 'vertical',
      padding: '12px',
      vertical_spacing: '8px',
      elements: [...renderBlocks(spec.blocks, room), ...footnote],
    },
  };
}

/** Card JSON 2.0 within the platform's limits. Throws `card_limit` when the card cannot be made to fit. */
export function buildCard(spec: CardSpec): CardJson {
  let problems: readonly string[] = [];
  for (const room of rooms) {
    const card = draw(spec, room);
    problems = cardProblems(card, spareRoom);
    if (problems.length === 0) return card;
  }
  throw new AppError('bug', 'card_limit', `A card breaks the platform's limits: ${problems.join('; ')}`);
}

/** The same card with more below: what somebody else than its author has to add. `buildCard` leaves room for it. */
export function withBlocks(card: object, blocks: readonly Block[]): object {
  const { body, ...rest } = card as CardJson;
  const [room] = rooms;
  if (!room) return card;
  const longer = { ...rest, body: { ...body, elements: [...body.elements, ...renderBlocks(blocks, room)] } };
  // More than there is room left for: what the card says matters more.
  return cardProblems(longer).length === 0 ? longer : card;
}
