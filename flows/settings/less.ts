import { buildCard } from '../../src/cards/card.ts';
import { button, buttons, note, text as paragraph } from '../../src/cards/elements.ts';
import { refuse } from '../../src/core/errors.ts';
import type { Action } from '../../src/engine/index.ts';
import { isDutyMuted, muteByText } from './mute.ts';
import { text } from './text.ts';

const mostOffered = 6;

/**
 * 少提醒我 on a card: `/免打扰` with the name of that duty, which is asked where there are several. A press never takes
 * back what another one did: it is the command that does.
 */
export const lessOf: Action = async (context, { payload }) => {
  const named = Array.isArray(payload.duties) ? payload.duties.map(String) : [];
  const duties = context.catalogue.duties.filter(({ id }) => named.includes(id)).slice(0, mostOffered);
  const [only] = duties;
  if (!only) return refuse('gone', text.no.gone);
  if (duties.length > 1) {
    const presses = duties.map(({ id, name }, at) =>
      button({ label: name.brief, name: `less_${at}`, action: 'settings.less', payload: { duties: [id] } }),
    );
    return {
      reply: buildCard({
        title: text.cardTitle,
        tone: 'info',
        summary: text.which,
        blocks: [paragraph(text.which), buttons(presses), note(text.stays)],
      }),
    };
  }
  if (await isDutyMuted(context, only.id)) {
    return { toast: { tone: 'info', text: text.already(only.name.brief) } };
  }
  return muteByText(context, only.name.brief);
};
