/** The citizen's texts in Vietnamese, those of the screens that come after the first ones of a visit or instead of them. */
export const visitVi = {
  // The invitation while the kiosk is in use
  'waiting.title': 'Cán bộ quầy mời anh/chị đánh giá',
  'waiting.accept': 'Đánh giá ngay',
  'waiting.decline': 'Không, cảm ơn',

  // The apology for a late or wrong result
  'apology.title': '{unit} xin lỗi anh/chị',
  'apology.titleNoUnit': 'Cơ quan chúng tôi xin lỗi anh/chị',
  'apology.what':
    'Kết quả của hồ sơ này trả chậm, hoặc có chỗ sai phải sửa lại. Chúng tôi xin lỗi vì đã làm phiền anh/chị.',
  'apology.what-late':
    'Kết quả của hồ sơ này trả chậm so với ngày hẹn. Chúng tôi xin lỗi vì đã làm phiền anh/chị.',
  'apology.what-correction':
    'Kết quả đã trả của hồ sơ này có chỗ sai nên phải sửa lại. Chúng tôi xin lỗi vì đã làm phiền anh/chị.',
  'apology.reason': 'Lý do',
  'apology.new-date': 'Ngày hẹn mới',
  'apology.returned-on': 'Ngày trả kết quả',
  'apology.slip': 'Phiếu xin lỗi và hẹn lại ngày trả kết quả',
  'apology.slipNumber': 'Số {number}',
  'apology.then': 'Tiếp theo, mời anh/chị đánh giá việc phục vụ.',
  'apology.proceed': 'Tiếp tục',
  'apology.decline': 'Không đánh giá',
  'apology.remaining': 'Phần đánh giá sẽ mở sau {seconds} giây',

  // For who sits
  'reach.label': 'Đưa các nút xuống nửa dưới màn hình',

  // The slip under the kiosk's scanner
  'scan.launched': 'Đã đọc mã hồ sơ. Mời anh/chị đánh giá.',
  'scan.closed':
    'Quầy này không mở đánh giá bằng giấy tiếp nhận. Xin đưa giấy cho cán bộ tại quầy.',
  'scan.notHandedOver':
    'Hồ sơ này chưa được ghi nhận là đã trả kết quả. Xin đánh giá sau khi nhận kết quả, hoặc hỏi cán bộ.',
  'scan.rated': 'Hồ sơ này đã được đánh giá. Mỗi hồ sơ chỉ đánh giá một lần.',
  'scan.busy': 'Một người khác đang đánh giá. Xin chờ một chút rồi quét lại.',
  'scan.unreadable':
    'Chưa đọc được mã hồ sơ. Xin quét lại mã trên giấy tiếp nhận, hoặc đưa giấy cho cán bộ.',
  'scan.failed': 'Chưa mở được đánh giá. Xin quét lại sau ít phút, hoặc hỏi cán bộ tại quầy.',

  // After the rating is safe
  'detail.recorded': 'Đánh giá của anh/chị đã được ghi nhận.',
  'detail.title': 'Anh/chị muốn nói thêm?',
  'detail.optional': 'Không bắt buộc. Có thể chọn nhiều ý.',
  'detail.reasons': 'Điều anh/chị muốn nói',
  'detail.comment': 'Viết ý kiến',
  'detail.commentLabel': 'Ý kiến của anh/chị',
  'detail.commentEmpty': 'Chạm vào các phím bên dưới để viết',
  'detail.commentPrivacy': 'Xin không ghi họ tên, số điện thoại hoặc số giấy tờ.',
  'detail.commentLeft': 'Còn {count} ký tự',
  'detail.commentDone': 'Viết xong',
  'detail.criteria': 'Đánh giá từng mặt',
  'detail.criteriaHint': 'Không bắt buộc. Chạm vào mức anh/chị thấy đúng.',
  'detail.criteriaDone': 'Xong',
  'detail.criteriaAnswered': 'Đã đánh giá {count} mặt',
  'detail.skip': 'Bỏ qua',
  'detail.send': 'Gửi',
  'detail.sending': 'Đang gửi…',
  'page.previous': 'Trang trước',
  'page.next': 'Trang sau',
  'page.position': 'Trang {page} trên {pages}',

  // The keyboard
  'keyboard.label': 'Bàn phím',
  'keyboard.shift': 'Chữ hoa',
  'keyboard.shiftLocked': 'Chữ hoa, đang khóa',
  'keyboard.method': 'Kiểu gõ',
  'keyboard.backspace': 'Xóa một chữ',
  'keyboard.space': 'Dấu cách',
  'keyboard.digits': '123, số và dấu câu',
  'keyboard.letters': 'abc, chữ cái',
  'keyboard.enter': 'Xuống dòng',
  'keyboard.telex': 'Gõ dấu bằng hàng phím có sẵn dấu, hoặc gõ kiểu Telex.',
  'keyboard.acute': 'sắc',
  'keyboard.grave': 'huyền',
  'keyboard.hook': 'hỏi',
  'keyboard.tilde': 'ngã',
  'keyboard.dot': 'nặng',

  // Thanks
  'thanks.title': 'Cảm ơn anh/chị.',
  'thanks.recorded': 'Đánh giá đã được ghi nhận.',
  'thanks.detailFailed': 'Phần nói thêm chưa ghi được. Đánh giá của anh/chị vẫn an toàn.',

  // Time
  'countdown.title': 'Anh/chị còn cần thêm thời gian không?',
  'countdown.remaining': 'Màn hình sẽ đóng sau {seconds} giây',
  'countdown.more': 'Tôi cần thêm thời gian',
  'countdown.last': 'Không gia hạn thêm được nữa',
  'gone.title': 'Xin chờ một chút',
  'gone.safe': 'Những gì đã được ghi nhận vẫn an toàn. Màn hình sẽ tự tiếp tục.',
  'gone.help': 'Nếu chờ lâu, xin báo cán bộ quầy.',
  'notReady.title': 'Màn hình đánh giá chưa sẵn sàng',
  'notReady.safe': 'Việc giải quyết hồ sơ của anh/chị không bị ảnh hưởng.',
  'notReady.help': 'Nếu muốn góp ý, xin báo cán bộ quầy.',
  'refused.title': 'Chưa ghi được đánh giá',
  'refused.what': 'Máy không ghi được lần chạm vừa rồi.',
  'refused.safe': 'Các đánh giá đã ghi trước đó vẫn an toàn. Hồ sơ của anh/chị không bị ảnh hưởng.',
  'refused.help': 'Anh/chị có thể thử lại, hoặc báo cán bộ quầy.',
  'refused.retry': 'Thử lại',
  'refused.close': 'Đóng',
  'closed.title': 'Lượt đánh giá này đã kết thúc',
  'closed.what': 'Không có gì được ghi thêm. Nếu vẫn muốn đánh giá, xin báo cán bộ quầy.',
} as const;

export type VisitKey = keyof typeof visitVi;
