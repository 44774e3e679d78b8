import { mount } from 'svelte';
import { connectDesk } from '../bridge.ts';
import '../parts/fonts.css';
import '../parts/fonts-extended.css';
import '../parts/tokens.css';
import { Desk } from './desk.svelte.ts';
import './officer.css';
import OfficerPage from './OfficerPage.svelte';

const target = document.getElementById('page');
if (!target) throw new Error('index.html has no #page.');
mount(OfficerPage, { target, props: { desk: new Desk(connectDesk()) } });
