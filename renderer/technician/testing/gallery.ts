import '../../parts/fonts.css';
import '../../parts/fonts-extended.css';
import '../../parts/tokens.css';
import '../../parts/base.css';
import '../technician.css';
import { mount } from 'svelte';
import { keepPhysicalSize } from '../../parts/physical-size.ts';
import { touchField } from '../../parts/touch-field.ts';
import { Technician } from '../technician.svelte.ts';
import TechnicianPage from '../TechnicianPage.svelte';
import { FakeStation } from './fake-station.ts';
import { failedSteps, newState, sickState, someEntries, wellState } from './samples.ts';

/** The technician's page over a fake machine, to look at: `?state=sick`. Never part of the product's bundle. */
const states = { well: wellState, sick: sickState, new: newState };
const wanted = new URLSearchParams(location.search).get('state');
const fake = new FakeStation(states[wanted as keyof typeof states] ?? wellState);
fake.steps = failedSteps;
fake.entries = someEntries;
const stick = { writable: true, freeBytes: 1e9, hasKey: false };
fake.sticks = [{ ...stick, path: '/media/usb', label: 'KINGSTON', hasProvision: true }];

const technician = new Technician(fake, () => undefined);
keepPhysicalSize(window, (size) => touchField.setScale(size.mm));
touchField.listen(document, () => technician.touched());
Object.assign(window, { technician });

const target = document.getElementById('page');
if (target) mount(TechnicianPage, { target, props: { technician } });
