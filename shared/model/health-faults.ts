import type { Bilingual } from './text.ts';

/** What can be wrong with a kiosk: what it is, then what to do. `{name}` is filled with a figure. */
export const faultSentences = {
  'not-running': {
    vi: 'Phần mềm của kiosk không chạy hoặc không trả lời. Hãy khởi động lại kiosk.',
    en: 'The kiosk’s program is not running, or does not answer. Start it again.',
  },
  'not-enrolled': {
    vi: 'Kiosk chưa đăng ký với máy chủ trung tâm. Hãy đăng ký bằng mã hoặc tệp cấu hình.',
    en: 'The kiosk is not enrolled with a district. Enrol it with a code or a provision file.',
  },
  'storage-refuses': {
    vi: 'Ổ đĩa không nhận đánh giá ({problem}). Hãy giải phóng dung lượng hoặc thay ổ đĩa ngay.',
    en: 'The disk takes no ratings ({problem}). Free some space or replace the disk at once.',
  },
  'form-missing': {
    vi: 'Kiosk chưa có mẫu phiếu nên chưa nhận được đánh giá. Hãy kết nối với máy chủ trung tâm một lần.',
    en: 'The kiosk has no form, so it cannot take ratings. Connect it to the district once.',
  },
  'disk-nearly-full': {
    vi: 'Ổ đĩa chỉ còn {free} MB trống. Hãy giải phóng dung lượng.',
    en: 'Only {free} MB of the disk are free. Free some space.',
  },
  'disk-full': {
    vi: 'Ổ đĩa gần như đã đầy: còn {free} MB. Đánh giá có thể không ghi được nữa; hãy giải phóng dung lượng ngay.',
    en: 'The disk is all but full: {free} MB are left. Ratings may soon be refused; free some space at once.',
  },
  'disk-slow': {
    vi: 'Ổ đĩa ghi chậm: {ms} ms cho một lần ghi bền vững. Công dân phải chờ sau mỗi lần chạm; hãy kiểm tra hoặc thay ổ đĩa.',
    en: 'The disk is slow: {ms} ms for one durable write. Citizens wait after every touch; check or replace the disk.',
  },
  offline: {
    vi: 'Đã {hours} giờ chưa liên lạc được với máy chủ trung tâm. Đánh giá được giữ tại kiosk; hãy kiểm tra mạng.',
    en: 'The district has not been reached for {hours} hours. Ratings are kept on the kiosk; check the network.',
  },
  'upload-behind': {
    vi: 'Có {count} mục chưa gửi, mục cũ nhất đã chờ {hours} giờ. Hãy kiểm tra mạng và địa chỉ máy chủ.',
    en: '{count} entries wait to be sent, the oldest for {hours} hours. Check the network and the district’s address.',
  },
  'upload-refused': {
    vi: 'Máy chủ trung tâm không nhận dữ liệu của kiosk ({problem}). Dữ liệu vẫn được giữ; hãy báo quản trị máy chủ.',
    en: 'The district refuses what the kiosk sends ({problem}). The data are kept; tell the district’s administrator.',
  },
  'clock-wrong': {
    vi: 'Đồng hồ của kiosk lệch {minutes} phút so với máy chủ. Hãy bật tự động chỉnh giờ hoặc thay pin CMOS.',
    en: 'The kiosk’s clock is {minutes} minutes off the district’s. Turn on automatic time, or replace the clock’s battery.',
  },
  'clock-jumps': {
    vi: 'Đồng hồ đã nhảy {count} lần trong 24 giờ. Hãy kiểm tra việc chỉnh giờ tự động.',
    en: 'The clock jumped {count} times within 24 hours. Check the automatic time.',
  },
  'timezone-wrong': {
    vi: 'Múi giờ của máy là {timezone}, không phải giờ Việt Nam. Hãy chọn múi giờ Asia/Ho_Chi_Minh.',
    en: 'The computer’s time zone is {timezone}, which is not Vietnam’s. Choose Asia/Ho_Chi_Minh.',
  },
  crashes: {
    vi: 'Phần mềm đã dừng đột ngột {count} lần trong 24 giờ. Đánh giá không bị mất; hãy gửi gói hỗ trợ.',
    en: 'The program ended unexpectedly {count} times within 24 hours. No rating was lost; send a support bundle.',
  },
  'memory-low': {
    vi: 'Máy chỉ còn {free} MB bộ nhớ trống. Hãy khởi động lại máy; nếu lặp lại, hãy gửi gói hỗ trợ.',
    en: 'Only {free} MB of memory are free. Restart the computer; if it happens again, send a support bundle.',
  },
  'memory-used': {
    vi: 'Phần mềm dùng {used} MB bộ nhớ, nhiều hơn bình thường. Hãy khởi động lại kiosk và gửi gói hỗ trợ.',
    en: 'The program uses {used} MB of memory, more than it should. Restart the kiosk and send a support bundle.',
  },
  hot: {
    vi: 'Máy nóng {celsius} °C. Hãy kiểm tra quạt và chỗ thông gió.',
    en: 'The computer is {celsius} °C hot. Check its fan and the air around it.',
  },
  'on-battery': {
    vi: 'Máy đang chạy bằng pin (còn {percent} %). Hãy kiểm tra nguồn điện.',
    en: 'The computer runs on its battery ({percent} % left). Check the mains.',
  },
  'no-display': {
    vi: 'Không thấy màn hình nào. Hãy kiểm tra cáp và nguồn của màn hình.',
    en: 'No display is found. Check its cable and its power.',
  },
  'no-touch': {
    vi: 'Màn hình của công dân không có cảm ứng. Hãy kiểm tra cáp USB của màn hình.',
    en: 'The citizen’s display has no touch. Check the display’s USB cable.',
  },
  'not-locked': {
    vi: 'Máy chưa được khóa: {count} mục không đạt. Hãy chạy: hai-long-os verify',
    en: 'The computer is not locked: {count} steps do not hold. Run: hai-long-os verify',
  },
  'catalogue-missing': {
    vi: 'Kiosk chưa có danh mục thủ tục nên chưa tra cứu được. Hãy kết nối với máy chủ trung tâm.',
    en: 'The kiosk has no catalogue, so nothing can be looked up. Connect it to the district.',
  },
  'catalogue-old': {
    vi: 'Danh mục thủ tục đã {days} ngày chưa được cập nhật. Hãy hỏi văn phòng xem còn đúng không.',
    en: 'The catalogue is {days} days old. Ask the office whether it is still right.',
  },
  'settings-refused': {
    vi: 'Có cấu hình bị từ chối ({problem}). Kiosk dùng bản đúng gần nhất; hãy xem trang cấu hình.',
    en: 'Some settings were refused ({problem}). The kiosk uses the last good ones; see the page of settings.',
  },
  'address-refused': {
    vi: 'Địa chỉ mới của máy chủ trung tâm chưa dùng được; kiosk vẫn ở địa chỉ cũ và sẽ tự thử lại. Hãy kiểm tra địa chỉ mới tại văn phòng và đường mạng đến đó.',
    en: 'The district’s new address cannot be used yet; the kiosk stays with the old one and tries again by itself. Check the new address at the office, and the network to it.',
  },
  'update-by-package': {
    vi: 'Đã có phiên bản {version}, nhưng kiosk này chỉ cập nhật bằng gói cài đặt. Hãy cài gói mới ngoài giờ làm việc.',
    en: 'Version {version} is out, and this kiosk is updated by its package only. Install the new package outside opening hours.',
  },
  'update-failed': {
    vi: 'Bản cập nhật {version} không chạy được và đã được trả lại bản trước. Hãy báo quản trị máy chủ.',
    en: 'Update {version} did not run and was taken back. Tell the district’s administrator.',
  },
} as const satisfies Record<string, Bilingual>;

export type FaultCode = keyof typeof faultSentences;
