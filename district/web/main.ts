import { mount } from 'svelte';
import './fonts.css';
import './tokens.css';
import './base.css';
import './tables.css';
import './print.css';
import App from './App.svelte';
import { connectDistrict } from './client.ts';
import { Session } from './session/session.svelte.ts';
import { takeLink } from './session/one-time-link.ts';
import { speechContext } from './speech-context.ts';
import { Speech } from './speech.svelte.ts';

const session = new Session(connectDistrict());
void session.start(takeLink(location, history));

mount(App, {
  target: document.body,
  props: { session },
  context: speechContext(new Speech()),
});
