import { render } from 'preact';
import { App } from './app.tsx';
import { connect } from './live.ts';
import { installPalette } from './palette.ts';
import { begin } from './seats.ts';
import { text } from './text.ts';

const root = document.getElementById('app');
if (root !== null) {
  document.title = text.title;
  installPalette();
  render(<App />, root);
  connect();
  void begin();
}
