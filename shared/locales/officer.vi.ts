/** The officer's texts in Vietnamese; every other language has exactly these keys. `{name}` is filled when shown. */
export const officerVi = {
  'page.title': 'Bàn làm việc của cán bộ quầy',
  'page.opening': 'Đang mở trang…',
  'page.language': 'Ngôn ngữ',
  'language.vi': 'Tiếng Việt',
  'language.en': 'English',

  // Who sits here
  'officer.title': 'Ai đang làm việc tại quầy này?',
  'officer.hint': 'Chọn tên của anh/chị. Trang này không lưu lựa chọn khi đóng.',
  'officer.search': 'Tìm theo tên',
  'officer.none': 'Không có tên nào khớp.',
  'officer.empty': 'Kiosk chưa nhận được danh sách cán bộ từ máy chủ trung tâm.',
  'officer.present': 'Cán bộ: {name}',
  'officer.change': 'Đổi người',

  // The launch
  'launch.title': 'Mời công dân đánh giá',
  'launch.dossier': 'Mã hồ sơ',
  'launch.dossierHint': 'Gõ, dán hoặc quét mã trên giấy tiếp nhận.',
  'launch.dossierMissing': 'Xin nhập mã hồ sơ.',
  'launch.procedure': 'Thủ tục',
  'launch.procedureHint': 'Gõ vài chữ trong tên hoặc mã thủ tục.',
  'launch.procedureMissing': 'Xin chọn một thủ tục trong danh mục.',
  'launch.procedureNone': 'Không có thủ tục nào khớp. Xin thử chữ khác hoặc mã thủ tục.',
  'launch.procedureCount': 'Có {count} thủ tục khớp.',
  'launch.procedureList': 'Các thủ tục khớp',
  'launch.procedureRecent': 'Vừa dùng',
  'launch.handOver': 'Kết quả giải quyết',
  'handOver.completed': 'Đã giải quyết',
  'handOver.returned-for-completion': 'Trả lại để bổ sung',
  'handOver.refused': 'Từ chối giải quyết',
  'launch.procedureChange': 'Chọn thủ tục khác',
  'launch.submit': 'Mời đánh giá',
  'launch.submitting': 'Đang mời…',

  // What became of it: three words, never a score
  'survey.title': 'Lời mời hiện tại',
  'survey.none': 'Chưa có lời mời nào.',
  'survey.noneHint': 'Khi trả kết quả, nhập mã hồ sơ và chọn “Mời đánh giá”.',
  'survey.dossier': 'Hồ sơ … {tail}',
  'survey.tailUnknown': 'Hồ sơ (số cuối không được lưu)',
  'survey.withdraw': 'Thu hồi lời mời',
  'survey.withdrawing': 'Đang thu hồi…',
  'survey.waitingHint': 'Màn hình của công dân đang mời đánh giá.',
  'survey.ratedHint': 'Công dân đã đánh giá. Nội dung không hiện ở đây.',
  'survey.notRatedHint': 'Lượt mời đã kết thúc mà không có đánh giá.',
  'status.waiting': 'Đang chờ',
  'status.rated': 'Đã đánh giá',
  'status.not-rated': 'Không đánh giá',
  'recent.title': 'Các lời mời từ khi mở trang',
  'recent.empty': 'Các lời mời trước đó sẽ hiện ở đây.',

  // Bad days
  'gone.title': 'Đang kết nối lại với kiosk',
  'gone.safe': 'Những gì đã ghi nhận vẫn an toàn. Trang sẽ tự tiếp tục khi kiosk trả lời.',
  'gone.help': 'Nếu chờ lâu, xin kiểm tra kiosk còn bật và còn kết nối không.',
  'failed.unexpected':
    'Kiosk gặp lỗi ngoài dự kiến. Những gì đã ghi nhận vẫn an toàn. Xin thử lại.',
  'notReady.title': 'Kiosk chưa nhận được đánh giá lúc này',
  'notReady.help': 'Những gì đã ghi nhận vẫn an toàn. Xin báo kỹ thuật viên.',
} as const;

export type OfficerKey = keyof typeof officerVi;
