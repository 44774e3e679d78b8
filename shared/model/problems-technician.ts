import type { Bilingual } from './text.ts';

/** What can go wrong, expectedly, around the technician: the way in, provisioning, settings, the bundle. */
export const technicianProblemSentences = {
  'technician.refused': {
    vi: 'Không mở được trang kỹ thuật. Hãy kiểm tra mã PIN hoặc khóa rồi thử lại.',
    en: 'The technician’s page does not open. Check the PIN or the key and try again.',
  },
  'technician.wait': {
    vi: 'Đã thử sai nhiều lần. Xin chờ {seconds} giây rồi thử lại.',
    en: 'It was tried wrongly several times. Please wait {seconds} seconds and try again.',
  },
  'technician.no-pin': {
    vi: 'Kiosk này chưa có mã PIN kỹ thuật. Hãy cắm USB có khóa kỹ thuật, hoặc nhờ văn phòng đặt mã PIN.',
    en: 'This kiosk has no technician’s PIN yet. Bring a stick with a technician’s key, or have the office set a PIN.',
  },
  'technician.no-key': {
    vi: 'Không thấy USB nào có tệp khóa kỹ thuật {name}. Hãy cắm lại rồi thử lại.',
    en: 'No stick with the technician’s key {name} is found. Plug it in again and retry.',
  },
  'technician.closed': {
    vi: 'Trang kỹ thuật đã đóng: hết thời gian, hoặc được mở ở nơi khác. Hãy vào lại.',
    en: 'The technician’s page has been closed: its time ran out, or it was opened elsewhere. Please come in again.',
  },
  'technician.pin-weak': {
    vi: 'Mã PIN phải gồm từ {min} đến {max} chữ số và không dễ đoán (không lặp một số, không theo thứ tự).',
    en: 'A PIN has {min} to {max} digits and is not easy to guess (not one digit repeated, not digits in order).',
  },
  'provision.missing': {
    vi: 'Không thấy tệp cấu hình {name} trên USB. Hãy chép tệp do văn phòng cấp vào thư mục gốc của USB.',
    en: 'The stick has no provision file {name}. Copy the file from the office to its top folder.',
  },
  'provision.unreadable': {
    vi: 'Không đọc được tệp cấu hình {path} ({reason}). Có thể USB bị rút ra giữa chừng; hãy cắm lại rồi thử lại. Kiosk chưa thay đổi gì.',
    en: 'The provision file {path} cannot be read ({reason}). The stick may have been pulled out; plug it in and try again. Nothing on the kiosk was changed.',
  },
  'provision.malformed': {
    vi: 'Tệp cấu hình {path} không đúng dạng tại “{key}”: {reason}. Hãy xin văn phòng tệp mới; kiosk chưa thay đổi gì.',
    en: 'The provision file {path} is malformed at “{key}”: {reason}. Ask the office for a new one; nothing on the kiosk was changed.',
  },
  'provision.signature': {
    vi: 'Chữ ký của tệp cấu hình {path} không đúng: tệp đã bị sửa hoặc không do văn phòng cấp. Hãy xin tệp mới; kiosk chưa thay đổi gì.',
    en: 'The signature of the provision file {path} is wrong: it was changed, or is not the office’s. Ask for a new one; nothing on the kiosk was changed.',
  },
  'provision.expired': {
    vi: 'Tệp cấu hình {path} đã hết hạn ngày {date} (giờ của máy). Hãy kiểm tra đồng hồ của máy, hoặc xin văn phòng tệp mới.',
    en: 'The provision file {path} ended on {date} by this computer’s clock. Check the clock, or ask the office for a new file.',
  },
  'provision.used': {
    vi: 'Tệp cấu hình {path} đã được dùng cho một kiosk, hoặc mã trong tệp không còn hiệu lực ở máy chủ trung tâm. Mỗi tệp chỉ dùng một lần; hãy lấy tệp khác.',
    en: 'The provision file {path} has already made a kiosk, or its code is no longer valid at the district. Each file works once; take another one.',
  },
  'provision.other-district': {
    vi: 'Tệp cấu hình này thuộc một máy chủ trung tâm khác. Kiosk giữ nguyên đăng ký hiện tại; hãy xin đúng tệp.',
    en: 'This provision file is of another district. The kiosk keeps what it is enrolled with; ask for the right file.',
  },
  'setting.range': {
    vi: 'Giá trị của “{key}” không dùng được: {reason}. Giá trị cũ vẫn được giữ.',
    en: 'The value of “{key}” cannot be used: {reason}. The old one is kept.',
  },
  'setting.district': {
    vi: 'Mục “{key}” do máy chủ trung tâm quy định nên không đặt được tại kiosk. Hãy nhờ văn phòng đổi.',
    en: 'The district has set “{key}”, so it cannot be set at the kiosk. Ask the office to change it.',
  },
  'setting.rolled-back': {
    vi: 'Địa chỉ mới {url} không trả lời như máy chủ trung tâm của kiosk này ({reason}). Địa chỉ cũ vẫn được dùng.',
    en: 'The new address {url} does not answer as this kiosk’s district ({reason}). The old one stays in use.',
  },
  'setting.went-back': {
    vi: 'Kiosk đã chuyển sang địa chỉ {url} nhưng không còn liên lạc được nên đã trở lại địa chỉ cũ. Hãy nhờ văn phòng kiểm tra địa chỉ mới; kiosk sẽ tự thử lại.',
    en: 'The kiosk had moved to {url} and could not reach it any more, so it went back to the old address. Have the office check the new one; the kiosk tries again by itself.',
  },
  'bundle.stick': {
    vi: 'Không ghi được gói hỗ trợ vào USB {path} ({reason}). Hãy cắm lại hoặc dùng USB khác; kiosk không mất gì.',
    en: 'The support bundle cannot be written to the stick {path} ({reason}). Plug it in again or take another; the kiosk lost nothing.',
  },
  'bundle.district': {
    vi: 'Không gửi được gói hỗ trợ đến máy chủ trung tâm. Hãy ghi ra USB, hoặc thử lại khi có mạng.',
    en: 'The support bundle cannot be sent to the district. Write it to a stick, or try again when the network is back.',
  },
} as const satisfies Record<string, Bilingual>;
