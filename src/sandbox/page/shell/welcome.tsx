import { Steps } from '../parts/guide.tsx';
import { text } from '../text.ts';
import { PersonPicker } from './person-picker.tsx';

export function Welcome({ brief }: { brief: boolean }) {
  return (
    <section class={`welcome ${brief ? 'brief' : ''}`}>
      <div class="welcome-inner">
        <h1>{text.welcome.title}</h1>
        <p>{text.welcome.lead}</p>
        {!brief && <Steps />}
        <PersonPicker />
      </div>
    </section>
  );
}
