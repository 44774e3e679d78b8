import '../parts/fonts.css';
import '../parts/fonts-extended.css';
import '../parts/tokens.css';
import '../parts/base.css';
import './technician.css';
import { mount } from 'svelte';
import { connectTechnician } from '../bridge.ts';
import { lockDownPage } from '../parts/lockdown.ts';
import { keepPhysicalSize } from '../parts/physical-size.ts';
import { touchField } from '../parts/touch-field.ts';
import { Technician } from './technician.svelte.ts';
import TechnicianPage from './TechnicianPage.svelte';

const technician = new Technician(connectTechnician(), (url) => location.replace(url));

keepPhysicalSize(window, (size) => touchField.setScale(size.mm));
touchField.listen(document, () => technician.touched());
document.addEventListener('keydown', () => technician.touched());
lockDownPage(window, 'citizen');

const target = document.getElementById('page');
if (!target) throw new Error('index.html has no #page.');
mount(TechnicianPage, { target, props: { technician } });
