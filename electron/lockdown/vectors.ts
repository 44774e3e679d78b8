/**
 * The ways out of a kiosk that other people's kiosks have been left by, and what closes each here. docs/SECURITY.md
 * prints this table, `hai-long-os verify` and its Windows sister speak in its words, and tests/os checks that every
 * proof it names exists.
 */

/**
 * Who closes a way out. `electron` and `browser` are the two shells (Electron's main; Chromium's managed policies and
 * flags), `page` is our own pages under either, `linux` and `windows` the computer as we set it up, `package` what
 * build/verify-package.ts refuses to ship.
 */
export type Layer = 'electron' | 'page' | 'browser' | 'linux' | 'windows' | 'package';

export type Cover = {
  readonly layer: Layer;
  /**
   * For `linux` and `browser` the ids of steps of `hai-long-os verify`, for `windows` those of settings in
   * build/os/windows/settings.json, else test files.
   */
  readonly proofs: readonly string[];
};

export type Vector = {
  /** Its number in the survey of reported escapes; never given again. */
  readonly number: number;
  readonly vi: string;
  readonly en: string;
  readonly covers: readonly Cover[];
};

const lockTest = 'tests/shell/lockdown.test.ts';
const mainTest = 'tests/shell/main.test.ts';
const addressTest = 'electron/lockdown/addresses.test.ts';
const keysTest = 'tests/lockdown/keys.test.ts';
const glassTest = 'tests/e2e/lockdown.e2e.ts';
const recoveryTest = 'tests/shell/recovery.test.ts';
const technicianTest = 'tests/shell/technician.test.ts';
const packageTest = 'tests/package/verify-package.test.ts';

const electron = (...proofs: string[]): Cover => ({ layer: 'electron', proofs });
const browser = (...proofs: string[]): Cover => ({ layer: 'browser', proofs });
const linux = (...proofs: string[]): Cover => ({ layer: 'linux', proofs });
const windows = (...proofs: string[]): Cover => ({ layer: 'windows', proofs });
const page = (...proofs: string[]): Cover => ({ layer: 'page', proofs });
const packaged: Cover = { layer: 'package', proofs: [packageTest] };

type Row = readonly [number: number, vi: string, en: string, ...covers: readonly Cover[]];

const rows: readonly Row[] = [
  [
    1,
    'Chuyển cửa sổ: Alt+Tab, phím Windows',
    'Switching windows: Alt+Tab, the Windows key',
    linux('session.only', 'keyboard.ignored'),
    windows('shell.launcher', 'keyboard.filter'),
  ],
  [
    2,
    'Ctrl+Alt+Del, phím SysRq',
    'Ctrl+Alt+Del, the SysRq key',
    linux('console.ctrl-alt-del', 'console.sysrq', 'keyboard.ignored'),
    windows('keyboard.filter', 'options.task-manager', 'options.lock', 'options.password'),
  ],
  [
    3,
    'Đóng chương trình: Alt+F4, Ctrl+W, Ctrl+Q, Esc',
    'Closing the program: Alt+F4, Ctrl+W, Ctrl+Q, Esc',
    electron(keysTest, lockTest),
    linux('keyboard.ignored', 'service.restart'),
    windows('keyboard.filter', 'shell.launcher'),
  ],
  [
    4,
    'Thu nhỏ: Ctrl+M',
    'Minimising: Ctrl+M',
    electron(keysTest, lockTest),
    linux('session.only', 'keyboard.ignored'),
    windows('shell.launcher'),
  ],
  [
    5,
    'Tải lại, phóng to, in, công cụ nhà phát triển bằng phím tắt',
    'Reload, zoom, print and developer tools by shortcut',
    electron(keysTest, lockTest),
    page(glassTest),
    browser('browser.policy'),
    linux('keyboard.ignored'),
    windows('keyboard.filter'),
  ],
  [
    6,
    'Phím tắt trên bố cục bàn phím khác (Kirin)',
    'Shortcuts on another keyboard layout (Cyrillic)',
    electron(keysTest, lockTest),
    page(keysTest, glassTest),
    linux('keyboard.ignored'),
    windows('keyboard.filter'),
  ],
  [
    7,
    'Phím dính (Shift 5 lần), trợ năng, Win+U',
    'Sticky keys (Shift five times), ease of access, Win+U',
    linux('session.only', 'keyboard.ignored'),
    windows('access.sticky-keys', 'access.filter-keys', 'access.toggle-keys', 'keyboard.filter'),
  ],
  [
    8,
    'Vuốt ba, bốn ngón',
    'Three and four finger swipes',
    linux('session.only'),
    windows('gestures.three-finger', 'shell.launcher'),
  ],
  [
    9,
    'Vuốt từ mép màn hình',
    'Swiping from the edge of the screen',
    linux('session.only'),
    windows('gestures.edge'),
  ],
  [
    10,
    'Lùi trang bằng vuốt hai ngón, nút chuột, phím media',
    'Going back by two-finger swipe, mouse buttons or media keys',
    electron(keysTest, lockTest),
    page(glassTest),
    browser('browser.flags', 'browser.policy'),
  ],
  [
    11,
    'Phóng to bằng hai ngón',
    'Pinch zoom',
    electron(lockTest),
    page(glassTest),
    browser('browser.flags'),
  ],
  [
    12,
    'Nhấn giữ: trình đơn ngữ cảnh, chọn chữ',
    'Long press: context menu, text selection',
    electron(lockTest),
    page(glassTest),
    browser('browser.policy'),
    windows('gestures.press-and-hold'),
  ],
  [
    13,
    'Bàn phím cảm ứng của hệ thống mở ra phần cài đặt',
    'The system’s touch keyboard leads to settings',
    linux('session.only'),
    windows('keyboard.touch', 'keyboard.touch-service'),
  ],
  [
    14,
    'Hộp thoại in, “Lưu thành PDF”',
    'The print dialog, “Save as PDF”',
    electron(keysTest),
    page(glassTest),
    browser('browser.policy'),
  ],
  [
    15,
    'Hộp thoại chọn tệp',
    'The file chooser',
    page('tests/os/pages.test.ts'),
    browser('browser.policy'),
  ],
  [16, 'Tải tệp về', 'Downloads', electron(lockTest), page(glassTest), browser('browser.policy')],
  [
    17,
    'Kéo tệp hoặc liên kết vào cửa sổ',
    'Dragging a file or link into the window',
    electron(lockTest, addressTest),
    page(glassTest),
    browser('browser.policy'),
    linux('session.only', 'storage.no-automount'),
  ],
  [
    18,
    'Cửa sổ mới: window.open, nhấn giữa, Ctrl+N',
    'New windows: window.open, middle click, Ctrl+N',
    electron(lockTest),
    page(glassTest),
    browser('browser.policy'),
    linux('keyboard.ignored'),
  ],
  [
    19,
    'Đi đến địa chỉ khác: liên kết, chuyển hướng, khung',
    'Going elsewhere: links, redirects, frames',
    electron(lockTest, addressTest, technicianTest),
    browser('browser.policy', 'browser.network'),
  ],
  [
    20,
    'Hộp báo lỗi của tiến trình chính',
    'The main process’s error box',
    electron(mainTest),
    linux('service.restart'),
    windows('shell.launcher', 'errors.dialogs'),
  ],
  [
    21,
    'Trang chết, treo, GPU hỏng: màn hình trắng',
    'Page gone, hung or GPU dead: a blank screen',
    electron('electron/lockdown/recovery.test.ts', recoveryTest),
    linux('service.restart', 'service.watch', 'system.watchdog'),
    windows('shell.launcher'),
  ],
  [
    22,
    'Thanh tác vụ, thông báo nổi trên kiosk',
    'Taskbar and toasts above the kiosk',
    linux('session.only'),
    windows('shell.launcher', 'toasts.off', 'toasts.lock-screen'),
  ],
  [
    23,
    'Màn hình thứ hai không được che',
    'A second display left uncovered',
    electron('electron/lockdown/placement.test.ts', 'tests/shell/displays.test.ts'),
    linux('session.only'),
    windows('shell.launcher'),
  ],
  [
    24,
    'Hỏi quyền: máy ảnh, thông báo, thiết bị, tệp',
    'Permission prompts: camera, notices, devices, files',
    electron(lockTest),
    browser('browser.policy'),
  ],
  [
    25,
    'Gỡ lỗi từ xa, ELECTRON_RUN_AS_NODE, NODE_OPTIONS',
    'Remote debugging, ELECTRON_RUN_AS_NODE, NODE_OPTIONS',
    packaged,
    electron(lockTest),
    electron(lockTest, 'electron/lockdown/tables.test.ts'),
    browser('browser.policy', 'browser.flags'),
    linux('account.view', 'account.machine', 'files.owned', 'data.private'),
    windows('account.standard'),
  ],
  [
    26,
    'Bàn phím hoặc thiết bị USB lạ gửi phím tắt',
    'A strange USB keyboard or device sending shortcuts',
    linux('keyboard.ignored', 'storage.no-automount', 'storage.sticks', 'polkit.denied'),
    windows('keyboard.filter', 'storage.autoplay', 'storage.removable'),
  ],
  [
    27,
    'Chuyển bảng điều khiển Linux: Ctrl+Alt+F1',
    'Linux console switching: Ctrl+Alt+F1',
    linux('console.vt', 'console.login'),
  ],
  [
    28,
    'Nút nguồn, nắp máy, đăng xuất, khởi động lại để cập nhật',
    'Power button, lid, signing out, a restart for updates',
    linux('power.keys', 'power.sleep', 'power.updates', 'polkit.denied'),
    windows('power.button', 'power.lid', 'updates.no-restart', 'updates.hours', 'options.sign-out'),
  ],
  [
    29,
    'Bộ cài bị ngắt khi tắt máy, không còn chương trình',
    'An installer cut off at shutdown leaves no program',
    packaged,
    linux('power.updates'),
    windows('updates.no-restart'),
  ],
];

export const vectors: readonly Vector[] = rows.map(([number, vi, en, ...covers]) => ({
  number,
  vi,
  en,
  covers,
}));
