import { Icon } from '../parts/icon.tsx';
import { text } from '../text.ts';

export function Pager(props: { page: number; pages: number; onPage: (page: number) => void }) {
  const { page, pages, onPage } = props;
  if (pages < 2) return null;
  return (
    <div class="pager">
      <button
        type="button"
        class="icon-button"
        aria-label={text.card.previous}
        disabled={page === 0}
        onClick={() => onPage(page - 1)}
      >
        <Icon name="left" />
      </button>
      <span>{text.card.page(page + 1, pages)}</span>
      <button
        type="button"
        class="icon-button"
        aria-label={text.card.next}
        disabled={page >= pages - 1}
        onClick={() => onPage(page + 1)}
      >
        <Icon name="right" />
      </button>
    </div>
  );
}
