import { usePane } from '../pane-context.ts';
import { text } from '../text.ts';

export function Steps() {
  return (
    <ol class="steps">
      {text.welcome.steps.map(([title, detail]) => (
        <li key={title}>
          <strong>{title}</strong>
          <span>{detail}</span>
        </li>
      ))}
    </ol>
  );
}

/** While no conversation is open: who one is here, and what can be done. */
export function Guide() {
  const { me } = usePane();
  return (
    <div class="guide">
      <p>{me !== null && text.guide(me.name)}</p>
      <Steps />
    </div>
  );
}
