import type { Bilingual } from '../../../shared/model/text.ts';

/** What the district finds wrong with a kiosk that the kiosk cannot know or cannot say. */
export const fleetFaultSentences = {
  never: {
    vi: 'Kiosk đã đăng ký nhưng chưa liên lạc lần nào. Hãy kiểm tra nguồn và mạng tại quầy.',
    en: 'The kiosk is enrolled and has never called. Check its power and its network.',
  },
  silent: {
    vi: 'Im lặng quá {minutes} phút. Đánh giá vẫn được giữ tại kiosk; hãy xem kiosk có điện và mạng không.',
    en: 'Silent for over {minutes} minutes. Its ratings are kept on the kiosk; see whether it has power and network.',
  },
  'silent-long': {
    vi: 'Im lặng quá một ngày (từ {days} ngày trước). Hãy cử người đến xem kiosk.',
    en: 'Silent for over a day ({days} days). Send somebody to look at the kiosk.',
  },
  forked: {
    vi: 'Nhật ký của kiosk không khớp với bản máy chủ đã nhận, nên đánh giá mới chưa vào báo cáo. Hãy xem chi tiết để biết cách xử lý.',
    en: 'The kiosk’s journal contradicts what the server holds, so new ratings are not in the reports. Its details say what to do.',
  },
  'health-unreadable': {
    vi: 'Máy chủ không đọc được tình trạng mà kiosk gửi. Đánh giá vẫn được nhận; hãy kiểm tra phiên bản của kiosk và của máy chủ.',
    en: 'The server does not understand what the kiosk says of itself. Its ratings are taken; compare the versions of kiosk and server.',
  },
  outdated: {
    vi: 'Kiosk chạy phiên bản {version}, trong khi đã có kiosk chạy {newest}. Hãy cập nhật kiosk.',
    en: 'The kiosk runs {version} while another runs {newest}. Update it.',
  },
} as const satisfies Record<string, Bilingual>;

export type FleetFaultCode = keyof typeof fleetFaultSentences;
