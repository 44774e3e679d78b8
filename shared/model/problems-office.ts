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
  'office.working-time': {
    vi: 'Giờ làm việc {from}–{to} không hợp lệ: giờ bắt đầu phải trước giờ kết thúc và các khoảng không được chồng nhau.',
    en: 'The working hours {from}–{to} are not valid: they must begin before they end and not overlap.',
  },
} as const satisfies Record<string, Bilingual>;
