/** The office's texts about what is to be done, in Vietnamese. */
export const todoVi = {
  'todo.title': 'Việc cần xem',
  'todo.none': 'Theo số liệu đã nhận, không có việc nào cần xem.',
  'todo.open': 'Mở “{page}”',
  'todo.wayTable': 'Xem bảng hồ sơ',
  'todo.kiosksToLook': 'Kiosk cần xem: {others}.',
  'todo.kiosks': 'Kiosk: {sick} cần xử lý ngay, {others} cần xem.',
  'todo.apologies': 'Hồ sơ cần phiếu xin lỗi mà chưa có: {missing}.',
  'todo.late': 'Hồ sơ trả muộn: {late}.',
  'todo.lateAt': '{who}, {counter}: {late} trên {launched} hồ sơ đã mời',
  'todo.lateHow':
    'Muộn là khi ngày trả sau ngày hẹn. Bảng chỉ cho biết hồ sơ được trả ở quầy nào, không cho biết chậm ở khâu nào.',
  'todo.low': 'Thủ tục có tỷ lệ hài lòng thấp rõ rệt so với mức chung {all}:',
  'todo.lowAt': '{name}: {share} (khoảng tin cậy {low} – {high}; n = {n})',
  'todo.lowHow':
    'Chỉ nêu khi cả khoảng tin cậy nằm dưới mức chung. Trong nhiều thủ tục vẫn có thể có thủ tục thấp do tình cờ: hãy hỏi lại cách làm trước khi kết luận.',
  'todo.neverLaunched': 'Hồ sơ đã trả mà chưa được mời đánh giá: {count} trên {of}.',
  'todo.signals': 'Dấu hiệu cần hỏi lại trong tháng này: {count}.',
  'todo.unknown': 'Chưa rõ đúng hẹn hay muộn: {count} trên {of} hồ sơ đã mời.',
  'todo.unknownHow':
    'Chưa rõ không phải là đúng hẹn. Cần lịch ngày nghỉ đã đủ, giờ làm việc, và ngày hẹn trả do phần mềm một cửa hoặc cán bộ báo.',
  'todo.waiting':
    'Kiosk còn giữ {count} bản ghi chưa gửi; số liệu trên trang này chưa gồm các bản ghi đó.',
  'todo.unseen': 'Chưa xem được đủ hồ sơ, kiosk và dấu hiệu; hãy tải lại trang.',
} as const;
