/** The officer's texts in Vietnamese; every other language has exactly these keys. `{name}` is filled when shown. */
export const officerVi = {
  'page.title': 'Bàn làm việc của cán bộ quầy',
  'page.opening': 'Đang mở trang…',
  'page.language': 'Ngôn ngữ',
  'language.vi': 'Tiếng Việt',
  'language.en': 'English',

  // Signing in, once a shift
  'signIn.title': 'Vào ca làm việc',
  'signIn.whoHint': 'Chọn tên của anh/chị.',
  'signIn.search': 'Tìm theo tên',
  'signIn.none': 'Không có tên nào khớp.',
  'signIn.empty': 'Kiosk chưa nhận được danh sách cán bộ từ máy chủ trung tâm.',
  'signIn.noPin': 'chưa có mã PIN',
  'signIn.noPinHelp': 'Cán bộ chưa có mã PIN xin liên hệ văn phòng của đơn vị để được cấp.',
  'signIn.pin': 'Mã PIN',
  'signIn.pinHint': 'Gõ mã PIN của {name} rồi nhấn Enter.',
  'signIn.pinMissing': 'Xin gõ mã PIN.',
  'signIn.submit': 'Vào ca',
  'signIn.submitting': 'Đang vào ca…',
  'signIn.another': 'Chọn tên khác',
  'signIn.failed': 'Chưa vào ca được. Xin thử lại.',
  'signIn.waiting': 'Có thể thử lại sau {seconds} giây.',
  'signIn.takes':
    'Cán bộ {name} đang trong ca tại quầy này. Khi anh/chị vào ca, phiên của cán bộ {name} sẽ kết thúc.',
  'signIn.takesOwn':
    'Anh/chị đang trong ca trên một máy khác. Khi vào ca tại đây, phiên trên máy kia sẽ kết thúc.',
  'signIn.scanFirst': 'Xin vào ca trước, sau đó quét lại mã hồ sơ.',
  'signIn.locked':
    'Trang đã tự khóa vì không có thao tác. Việc đang làm được giữ lại, chờ mã PIN của {name}.',
  'signIn.lockedByHand': 'Trang đang khóa. Việc đang làm được giữ lại, chờ mã PIN của {name}.',
  'signIn.handedOver': 'Cán bộ {name} đã vào ca tại quầy này, nên phiên của anh/chị đã kết thúc.',
  'signIn.ended': 'Phiên làm việc đã kết thúc. Xin vào ca lại.',
  'signIn.officer': 'Cán bộ: {name}',
  'signIn.lock': 'Khóa',
  'signIn.signOut': 'Hết ca',
  'door.fingerprint': 'Dấu vân tay chứng thư của kiosk',
  'door.fingerprintHint':
    'Phải trùng với dấu vân tay trên màn hình kỹ thuật của kiosk. Nếu khác, xin dừng lại và báo kỹ thuật viên.',

  // The code: the one field
  'code.title': 'Mời công dân đánh giá',
  'code.label': 'Mã hồ sơ',
  'code.hint':
    'Quét hoặc dán mã: lời mời được gửi ngay. Cũng có thể gõ số cuối (từ 3 chữ số) rồi nhấn Enter.',
  'code.prefix': 'Phần đầu {prefix} có sẵn; chỉ cần gõ số cuối.',
  'code.missing': 'Xin quét, dán hoặc gõ mã hồ sơ.',
  'code.tooShort': 'Xin gõ ít nhất 3 chữ số cuối của mã hồ sơ.',
  'code.submit': 'Mời đánh giá',
  'code.paste': 'Dán mã đã sao chép',
  'code.pasteRefused':
    'Trình duyệt không cho đọc mã đã sao chép. Xin nhấp chuột phải vào ô mã hồ sơ rồi chọn “Dán”.',
  'code.looking': 'Đang tìm hồ sơ…',
  'code.sending': 'Đang gửi lời mời…',
  'code.waiting':
    'Đang chờ kiosk trả lời. Lời mời này chỉ được gửi một lần, kể cả khi kết nối bị ngắt.',
  'code.cancel': 'Bỏ, làm hồ sơ khác',

  // How the dossier ended
  'launch.handOver': 'Kết quả giải quyết',
  'handOver.completed': 'Đã giải quyết',
  'handOver.returned-for-completion': 'Trả lại để bổ sung',
  'handOver.refused': 'Từ chối giải quyết',
  'launch.correction': 'Sửa sai sót trong kết quả đã trả',
  'launch.correctionHint': 'Kiosk sẽ xin lỗi công dân trước khi mời đánh giá.',

  // Which dossier, which procedure
  'which.title': 'Hồ sơ nào?',
  'which.hint': 'Có {count} hồ sơ mang số cuối này. Dùng phím mũi tên rồi Enter, hoặc nhấp chuột.',
  'which.procedureUnknown': 'chưa rõ thủ tục',
  'which.due': 'hẹn trả {due}',
  'which.rated': 'đã đánh giá',
  'procedure.title': 'Thủ tục của hồ sơ … {tail}',
  'procedure.label': 'Thủ tục',
  'procedure.lastUse':
    'Thủ tục vừa dùng đang được chọn sẵn: nhấn Enter để mời. Nếu khác, gõ vài chữ của tên hoặc mã.',
  'procedure.hint': 'Gõ vài chữ trong tên hoặc mã thủ tục, rồi nhấn Enter.',
  'procedure.none': 'Không có thủ tục nào khớp. Xin thử chữ khác hoặc mã thủ tục.',
  'procedure.count': 'Có {count} thủ tục khớp.',
  'procedure.list': 'Các thủ tục khớp',
  'procedure.recent': 'Vừa dùng',

  // The apology slip: Phiếu xin lỗi và hẹn lại ngày trả kết quả
  'apology.lateTitle': 'Hồ sơ … {tail} trả muộn',
  'apology.lateBy': 'Muộn {days} ngày làm việc so với ngày hẹn {due}.',
  'apology.late': 'Đã quá ngày hẹn {due}.',
  'apology.correctionTitle': 'Hồ sơ … {tail}: sửa sai sót',
  'apology.why':
    'Kiosk xin lỗi công dân trước, rồi mới mời đánh giá. Xin ghi theo Phiếu xin lỗi và hẹn lại ngày trả kết quả.',
  'apology.reason': 'Lý do',
  'apology.reasonHint': 'Công dân đọc câu này trên kiosk. Không ghi tên người.',
  'apology.reasonMissing': 'Xin ghi lý do.',
  'apology.reasons': 'Lý do thường gặp',
  'apology.reason.check': 'Cần thêm thời gian thẩm tra, xác minh',
  'apology.reason.partner': 'Chờ ý kiến của cơ quan phối hợp',
  'apology.reason.load': 'Số hồ sơ tăng cao nên xử lý chậm',
  'apology.reason.system': 'Phần mềm, đường truyền gặp sự cố',
  'apology.reason.data': 'Thông tin in trên kết quả bị sai',
  'apology.reason.missing': 'Kết quả trả thiếu giấy tờ',
  'apology.reason.entry': 'Nhập sai thông tin của hồ sơ',
  'apology.promise': 'Ngày trả kết quả',
  'apology.returned-on': 'Kết quả trả ngày',
  'apology.new-date': 'Hẹn lại sang ngày',
  'apology.date': 'Ngày (ngày/tháng/năm)',
  'apology.dateShape': 'Xin ghi ngày theo dạng ngày/tháng/năm, ví dụ {example}.',
  'apology.datePast': 'Ngày hẹn lại phải từ hôm nay ({today}) trở đi.',
  'apology.dateFuture':
    'Ngày trả kết quả không thể sau hôm nay ({today}). Nếu chưa trả, xin chọn “Hẹn lại sang ngày”.',
  'apology.today': 'Hôm nay',
  'apology.plus': '+{days} ngày',
  'apology.slip': 'Số phiếu xin lỗi',
  'apology.slipMissing': 'Xin ghi số phiếu xin lỗi.',
  'apology.submit': 'Xin lỗi và mời đánh giá',
  'apology.cannot': 'Không nêu được, vẫn mời đánh giá',
  'apology.cannotHint':
    'Nếu không nêu được: lời mời vẫn được gửi, và nhật ký ghi rằng không có lời xin lỗi.',
  'apology.notRecorded': 'Đã mời đánh giá. Nhật ký ghi rằng không có lời xin lỗi.',

  // What became of it: three words, never a score
  'survey.title': 'Lời mời hiện tại',
  'survey.none': 'Chưa có lời mời nào.',
  'survey.noneHint': 'Khi trả kết quả, quét mã hồ sơ: công dân được mời ngay.',
  'survey.dossier': 'Hồ sơ … {tail}',
  'survey.tailUnknown': 'Hồ sơ (số cuối không được lưu)',
  'survey.withdraw': 'Thu hồi lời mời',
  'survey.withdrawSure': 'Thu hồi lời mời này?',
  'survey.withdrawYes': 'Thu hồi',
  'survey.withdrawNo': 'Giữ lại',
  'survey.withdrawing': 'Đang thu hồi…',
  'survey.waitingHint': 'Màn hình của công dân đang mời đánh giá.',
  'survey.ratedHint': 'Công dân đã đánh giá. Nội dung không hiện ở đây.',
  'survey.notRatedHint': 'Lượt mời đã kết thúc mà không có đánh giá.',
  'status.waiting': 'Đang chờ',
  'status.rated': 'Đã đánh giá',
  'status.not-rated': 'Không đánh giá',
  'recent.title': 'Các lời mời trước đó',
  'recent.empty': 'Các lời mời trước đó của quầy sẽ hiện ở đây.',

  // Keys
  'keys.title': 'Phím tắt',
  'keys.code': 'Về ô mã hồ sơ',
  'keys.handOver': 'Kết quả giải quyết',
  'keys.correction': 'Sửa sai sót',
  'keys.withdraw': 'Thu hồi lời mời mới nhất',
  'keys.lock': 'Khóa trang',

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
