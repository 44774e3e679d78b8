import { app, session, type Session } from 'electron';
import { mayFetch } from '../lockdown/addresses.ts';
import { mayUse } from '../lockdown/refused.ts';

/**
 * No page of the kiosk needs anything of the device: no camera, microphone, place, notice, clipboard, USB, serial port
 * or Bluetooth, no download and no connection. Set on every session, also one that nobody meant to make. After `ready`.
 */
export function refusePermissions(locked: boolean): void {
  refuseIn(session.defaultSession, locked);
}

/** Refuses every certificate error and every password prompt: nothing here has a page on a server. Before `ready`. */
export function refuseForeignServers(locked: boolean): void {
  app.on('session-created', (created) => refuseIn(created, locked));
  app.on('certificate-error', (event, _contents, _url, _error, _certificate, answer) => {
    event.preventDefault();
    answer(false);
  });
  app.on('select-client-certificate', (event, _contents, _url, _certificates, choose) => {
    event.preventDefault();
    choose();
  });
  app.on('login', (event) => {
    event.preventDefault();
  });
}

function refuseIn(one: Session, locked: boolean): void {
  refuseAsking(one);
  refuseDevices(one);
  one.on('will-download', (event) => {
    event.preventDefault();
  });
  one.setSpellCheckerEnabled(false);
  one.setCertificateVerifyProc((_request, answer) => answer(certificateRefused));
  // A developer's tools load their own pages; a kiosk has none.
  if (!locked) return;
  one.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !mayFetch(url) }));
}

/** Chromium's "refused" for a certificate. */
const certificateRefused = -2;

function refuseAsking(one: Session): void {
  one.setPermissionRequestHandler((_contents, permission, answer) => answer(mayUse(permission)));
  one.setPermissionCheckHandler((_contents, permission) => mayUse(permission));
  one.setDevicePermissionHandler(({ deviceType }) => mayUse(deviceType));
  one.setDisplayMediaRequestHandler((_request, answer) => answer(null));
  one.on('file-system-access-restricted', (event, _details, answer) => {
    event.preventDefault();
    answer('deny');
  });
}

function refuseDevices(one: Session): void {
  one.setUSBProtectedClassesHandler(({ protectedClasses }) => protectedClasses);
  one.setBluetoothPairingHandler((_details, answer) => answer({ confirmed: false }));
  one.on('select-hid-device', (event, _details, choose) => {
    event.preventDefault();
    choose(null);
  });
  one.on('select-usb-device', (event, _details, choose) => {
    event.preventDefault();
    choose();
  });
  one.on('select-serial-port', (event, _ports, _contents, choose) => {
    event.preventDefault();
    choose('');
  });
}
