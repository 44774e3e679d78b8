/** The way in to the technician's page, on the citizen's window. */
export const wayInVi = {
  'wayIn.title': 'Dành cho cán bộ kỹ thuật',
  'wayIn.pin': 'Mã PIN',
  'wayIn.typed': 'Đã nhập {count} chữ số',
  'wayIn.erase': 'Xóa một chữ số',
  'wayIn.open': 'Mở',
  'wayIn.byKey': 'Dùng USB có khóa kỹ thuật',
  'wayIn.close': 'Đóng',
  'wayIn.opening': 'Đang mở…',
  'wayIn.failed': 'Chưa mở được. Hãy thử lại.',
  'wayIn.waiting': 'Có thể thử lại sau {seconds} giây.',
  'setUp.title': 'Kiosk chưa được thiết lập',
  'setUp.help': 'Kiosk này chưa dùng được. Cán bộ kỹ thuật sẽ thiết lập tại đây.',
  'setUp.begin': 'Thiết lập kiosk',
} as const;

export type WayInKey = keyof typeof wayInVi;
