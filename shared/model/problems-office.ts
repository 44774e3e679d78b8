import type { Bilingual } from './text.ts';

/** What can go wrong, expectedly, when the office keeps a unit's desk. */
export const officeProblemSentences = {
  'office.unit': {
    vi: 'Không có đơn vị này. Hãy tải lại trang và chọn đơn vị trong danh sách.',
    en: 'There is no such unit. Reload the page and choose a unit from the list.',
  },
  'office.officer': {
    vi: 'Cán bộ này không còn trong danh sách của đơn vị. Hãy tải lại trang.',
    en: 'This officer is no longer on the unit’s list. Reload the page.',
  },
  'office.pin': {
    vi: 'Mã PIN phải gồm từ 6 đến 32 chữ số. Mã PIN cũ vẫn giữ nguyên.',
    en: 'A PIN is 6 to 32 digits. The PIN of before is unchanged.',
  },
  'office.client': {
    vi: 'Khóa API này đã được thu hồi hoặc không tồn tại. Hãy tải lại trang.',
    en: 'This API key has been revoked or does not exist. Reload the page.',
  },
  'office.calendar-year': {
    vi: 'Ngày {day} không thuộc năm {year}. Chưa có gì được thay đổi.',
    en: 'The day {day} is not in {year}. Nothing was changed.',
  },
  'office.calendar-both': {
    vi: 'Ngày {day} vừa là ngày nghỉ vừa là ngày làm bù. Hãy bỏ một trong hai; chưa có gì được thay đổi.',
    en: 'The day {day} is both a holiday and a swapped-in working day. Remove one of the two; nothing was changed.',
  },
  'office.calendar-source': {
    vi: 'Hãy ghi văn bản làm căn cứ trước khi đánh dấu lịch năm {year} là đã đủ.',
    en: 'Name the decision the days come from before marking the calendar of {year} as complete.',
  },
  'fleet.kiosk': {
    vi: 'Không có kiosk này. Hãy tải lại danh sách kiosk.',
    en: 'There is no such kiosk. Reload the list of kiosks.',
  },
  'fleet.counter': {
    vi: 'Đơn vị này không có quầy “{counter}”. Hãy tải lại trang và chọn quầy trong danh sách, hoặc ghi tên quầy mới.',
    en: 'This unit has no counter “{counter}”. Reload the page and choose one from the list, or name a new one.',
  },
  'fleet.until': {
    vi: 'Hạn của mã phải sau thời điểm này và không quá {days} ngày. Chưa tạo mã nào.',
    en: 'Codes must be valid until a day after today and for {days} days at most. No code was made.',
  },
  'fleet.errand': {
    vi: 'Chưa tạo được tệp cấu hình: “{flag}” thiếu hoặc không đúng.',
    en: 'No provision file was made: “{flag}” is missing or not right.',
  },
  'fleet.folder': {
    vi: 'Thư mục {path} đã có tệp bên trong. Hãy chọn một thư mục mới để không lẫn mã cũ với mã mới.',
    en: 'The folder {path} has files in it. Choose a new one, so that old codes and new ones are not mixed up.',
  },
  'fleet.release': {
    vi: 'Tệp mô tả bản phát hành không đọc được. Chưa có gì được nhận.',
    en: 'The release’s manifest cannot be read. Nothing was taken in.',
  },
  'fleet.release-file': {
    vi: 'Tệp của bản phát hành {version} thiếu hoặc khác với tệp mô tả. Chưa có gì được nhận.',
    en: 'The file of release {version} is missing or is not what its manifest says. Nothing was taken in.',
  },
  'fleet.release-there': {
    vi: 'Đã có bản phát hành {version}. Một phiên bản chỉ có một tệp; hãy tăng số phiên bản.',
    en: 'Release {version} is there already. A version names one file for ever; give it a higher number.',
  },
  'fleet.release-unknown': {
    vi: 'Không có bản phát hành {version} trên máy chủ.',
    en: 'There is no release {version} on this server.',
  },
  'fleet.release-signature': {
    vi: 'Bản phát hành {version} không được ký bằng khóa mà máy chủ này biết. Chưa có gì được nhận. Hãy kiểm tra nguồn của tệp; nếu đúng, thêm khóa phát hành bằng --release-key khi khởi động máy chủ.',
    en: 'Release {version} is not signed by a key that this server knows. Nothing was taken in. Check where the file comes from; if it is right, give the release key with --release-key when the server is started.',
  },
  'fleet.release-large': {
    vi: 'Tệp bản phát hành lớn hơn {mebibytes} MB. Chưa có gì được nhận.',
    en: 'The release is larger than {mebibytes} MB. Nothing was taken in.',
  },
  'fleet.release-form': {
    vi: 'Hãy chọn cả hai tệp của bản phát hành: tệp mô tả (.json) và tệp chương trình (.tar.gz). Chưa có gì được gửi.',
    en: 'Choose both files of the release: the manifest (.json) and the program (.tar.gz). Nothing was sent.',
  },
  'fleet.key': {
    vi: 'Không có tệp khóa kỹ thuật này, hoặc nó đã hết hạn hay đã thu hồi. Hãy tải lại trang.',
    en: 'There is no such technician’s key file, or it has ended or was revoked. Reload the page.',
  },
  'fleet.key-until': {
    vi: 'Hạn của tệp khóa phải sau thời điểm này và không quá {days} ngày. Chưa tạo tệp nào.',
    en: 'A key file must end after now and within {days} days. No file was made.',
  },
  'fleet.keys-many': {
    vi: 'Đang có {count} tệp khóa còn hạn, không tạo thêm được. Hãy chờ tệp cũ hết hạn, và đặt hạn ngắn hơn.',
    en: 'There are {count} key files that have not ended; no more can be made. Wait until some end, and make them end sooner.',
  },
  'office.countdown': {
    vi: 'Đếm ngược ({countdown} giây) không được dài hơn thời gian ngắn nhất mà nó kết thúc ({least} giây). Chưa có gì được lưu.',
    en: 'The countdown ({countdown} s) must not be longer than the shortest time it ends ({least} s). Nothing was saved.',
  },
  'fleet.code': {
    vi: 'Mã này đã được dùng, đã thu hồi hoặc đã hết hạn. Nếu đã dùng, hãy ngừng kiosk đó trong danh sách kiosk.',
    en: 'This code was used, revoked or has expired. If it was used, retire its kiosk in the list of kiosks.',
  },
  'office.working-time': {
    vi: 'Giờ làm việc {from}–{to} không hợp lệ: giờ bắt đầu phải trước giờ kết thúc và các khoảng không được chồng nhau.',
    en: 'The working hours {from}–{to} are not valid: they must begin before they end and not overlap.',
  },
} as const satisfies Record<string, Bilingual>;
