import { app, session } from 'electron';

/**
 * No page of the kiosk needs anything of the device: no camera, microphone, place, notice, clipboard, USB, serial port
 * or Bluetooth. So there is no list to keep: whatever is asked for, by whatever name, is refused. After `ready`.
 */
export function refusePermissions(): void {
  const { defaultSession } = session;
  defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => {
    answer(false);
  });
  defaultSession.setPermissionCheckHandler(() => false);
  defaultSession.setDevicePermissionHandler(() => false);
  defaultSession.on('will-download', (event) => {
    event.preventDefault();
  });
}

/** Refuses every certificate error and every password prompt: nothing here has a page on a server. Before `ready`. */
export function refuseForeignServers(): void {
  app.on('certificate-error', (event, _contents, _url, _error, _certificate, answer) => {
    event.preventDefault();
    answer(false);
  });
  app.on('login', (event) => {
    event.preventDefault();
  });
}
