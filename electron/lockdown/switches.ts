/**
 * Chromium's own switches: those the kiosk sets for itself before it is ready, and those it refuses to be started with
 * in its place. A pure table; `electron/shell` hands it on.
 */

/** Set at every start: gestures that leave a page, and services that talk to the world, off. */
export const ownSwitches: readonly (readonly [name: string, value?: string])[] = [
  ['disable-pinch'],
  ['overscroll-history-navigation', '0'],
  ['disable-background-networking'],
  ['disable-component-update'],
  ['disable-domain-reliability'],
  ['disable-breakpad'],
  ['disable-print-preview'],
  ['no-pings'],
  ['autoplay-policy', 'user-gesture-required'],
  [
    'disable-features',
    'Translate,MediaRouter,HardwareMediaKeyHandling,OverscrollHistoryNavigation',
  ],
];

/** Each opens the kiosk to whoever can write its command line: to be looked into, or to run what is not its own. */
const openingSwitches: ReadonlySet<string> = new Set([
  ...['inspect', 'inspect-brk', 'inspect-brk-node', 'inspect-port', 'inspect-publish-uid'],
  ...['remote-debugging-port', 'remote-debugging-pipe', 'remote-debugging-address'],
  ...['remote-allow-origins', 'auto-open-devtools-for-tabs', 'js-flags'],
  ...['disable-web-security', 'allow-file-access-from-files', 'load-extension', 'app'],
  ...['no-sandbox', 'disable-gpu-sandbox', 'disable-seccomp-filter-sandbox', 'no-zygote'],
  ...['single-process', 'in-process-gpu', 'renderer-cmd-prefix', 'utility-cmd-prefix'],
  ...['gpu-launcher', 'browser-subprocess-path', 'ppapi-plugin-launcher', 'host-rules'],
  ...['proxy-server', 'proxy-pac-url', 'host-resolver-rules', 'ignore-certificate-errors'],
  ...[
    'enable-logging',
    'log-net-log',
    'ssl-key-log-file',
    'unsafely-treat-insecure-origin-as-secure',
  ],
]);

/** Which of a command line's switches a kiosk in its place does not start with. */
export function refusedSwitches(commandLine: readonly string[]): readonly string[] {
  return commandLine
    .filter((word) => word.startsWith('-'))
    .map(
      (word) =>
        word
          .replace(/^-{1,2}/, '')
          .split('=')[0]
          ?.toLowerCase() ?? '',
    )
    .filter((name) => openingSwitches.has(name));
}
