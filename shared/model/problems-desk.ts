import type { Bilingual } from './text.ts';

/** What can go wrong, expectedly, around the desk: signing in, launching, the slip, the one-stop software, the door. */
export const deskProblemSentences = {
  'sign-in.needed': {
    vi: 'Phiên làm việc tại quầy chưa mở hoặc đã hết. Xin đăng nhập bằng mã PIN; lời mời đang chờ vẫn được giữ.',
    en: 'Nobody is signed in at this desk, or the session has ended. Please sign in with your PIN; a waiting invitation is kept.',
  },
  'sign-in.refused': {
    vi: 'Không đăng nhập được. Hãy kiểm tra tên và mã PIN rồi thử lại; nếu quên mã PIN, hãy nhờ văn phòng đặt lại.',
    en: 'Signing in failed. Check the name and the PIN and try again; if the PIN is forgotten, ask the office to set a new one.',
  },
  'sign-in.wait': {
    vi: 'Đã thử đăng nhập sai nhiều lần. Xin chờ {seconds} giây rồi thử lại.',
    en: 'Signing in failed several times. Please wait {seconds} seconds and try again.',
  },
  'sign-in.removed': {
    vi: 'Cán bộ này không còn trong danh sách của quầy nên phiên làm việc đã kết thúc. Hãy hỏi văn phòng.',
    en: 'This officer is no longer on the counter’s list, so the session has ended. Please ask the office.',
  },
  'procedure.needed': {
    vi: 'Chưa biết hồ sơ này thuộc thủ tục nào. Hãy chọn thủ tục rồi mời lại.',
    en: 'It is not known which procedure this dossier belongs to. Choose the procedure and invite again.',
  },
  'apology.needed': {
    vi: 'Hồ sơ trả muộn hoặc phải sửa sai. Hãy nhập lý do, ngày hẹn và số phiếu xin lỗi, hoặc cho biết là không có phiếu; sau đó lời mời mới được gửi.',
    en: 'The result is late, or an error is being corrected. Enter the reason, the date and the number of the apology slip, or say that there is none; then the invitation goes out.',
  },
  'dossier.not-found': {
    vi: 'Không có hồ sơ nào của hôm nay khớp với “{text}”. Hãy quét hoặc nhập đủ mã trên giấy tiếp nhận.',
    en: 'No dossier of today matches “{text}”. Scan the receipt, or enter the whole code on it.',
  },
  'dossier.several': {
    vi: 'Có {count} hồ sơ khớp với “{text}”. Hãy chọn một hồ sơ trong danh sách.',
    en: 'The text “{text}” fits {count} dossiers. Please choose one from the list.',
  },
  'survey.open-otherwise': {
    vi: 'Hồ sơ này đang được mời đánh giá với thông tin khác. Nếu cần sửa, hãy thu hồi lời mời đó trước rồi mời lại.',
    en: 'This dossier is being invited already, with other details. To change them, withdraw that invitation first and invite again.',
  },
  'scan.closed': {
    vi: 'Quầy này không tự mở đánh giá bằng giấy tiếp nhận. Xin anh/chị đưa giấy cho cán bộ tại quầy.',
    en: 'This counter does not start a rating from the receipt. Please hand the receipt to the officer.',
  },
  'scan.not-handed-over': {
    vi: 'Hồ sơ này chưa được ghi nhận là đã trả kết quả. Xin anh/chị đánh giá sau khi nhận kết quả, hoặc hỏi cán bộ tại quầy.',
    en: 'The result of this dossier is not recorded as handed over yet. Please rate when you have received it, or ask the officer.',
  },
  'scan.unreadable': {
    vi: 'Máy quét không đọc được mã hồ sơ. Xin quét lại mã trên giấy tiếp nhận, hoặc đưa giấy cho cán bộ tại quầy.',
    en: 'The scanner could not read a dossier code. Please scan the code on the receipt again, or hand it to the officer.',
  },
  'scan.busy': {
    vi: 'Một người khác đang đánh giá. Xin anh/chị chờ một chút rồi quét lại.',
    en: 'Somebody else is rating at the moment. Please wait a little and scan again.',
  },
  'api.key': {
    vi: 'Khóa API thiếu hoặc không đúng. Hãy dùng khóa do văn phòng cấp cho phần mềm này.',
    en: 'The API key is missing or wrong. Use the key that the office issued for this software.',
  },
  'api.right': {
    vi: 'Khóa API này không có quyền “{right}”. Hãy nhờ văn phòng cấp quyền nếu phần mềm cần đến.',
    en: 'This API key does not have the right “{right}”. Ask the office to grant it if the software needs it.',
  },
  'api.input': {
    vi: 'Dữ liệu gửi lên không đúng dạng tại “{where}”: {reason}. Không có gì được thay đổi.',
    en: 'The data sent have the wrong shape at “{where}”: {reason}. Nothing was changed.',
  },
  'api.unknown-path': {
    vi: 'API không có đường dẫn này. Hãy xem tài liệu tại /openapi.json.',
    en: 'The API has no such path. See the document at /openapi.json.',
  },
  'api.rate': {
    vi: 'Gửi quá nhiều yêu cầu. Xin chờ {seconds} giây rồi gửi lại; không có gì bị mất.',
    en: 'Too many requests. Wait {seconds} seconds and send again; nothing is lost.',
  },
  'api.idempotency': {
    vi: 'Khóa Idempotency-Key này đã dùng cho một yêu cầu khác. Hãy tạo khóa mới cho mỗi yêu cầu mới.',
    en: 'This Idempotency-Key was used for another request. Make a new key for every new request.',
  },
  'api.internal': {
    vi: 'Kiosk gặp lỗi ngoài dự kiến. Những gì đã ghi vẫn an toàn. Hãy gửi lại với cùng Idempotency-Key.',
    en: 'The kiosk failed unexpectedly. What has been recorded is safe. Send again with the same Idempotency-Key.',
  },
  'lan.certificate': {
    vi: 'Chứng thư hoặc khóa của cửa LAN không dùng được ({reason}). Bàn làm việc chỉ mở trên chính máy này; hãy sửa tệp rồi khởi động lại.',
    en: 'The certificate or key of the LAN door cannot be used ({reason}). The desk stays open on this machine only; correct the files and restart.',
  },
  'lan.address': {
    vi: 'Không mở được cửa LAN tại {host} ({reason}). Bàn làm việc chỉ mở trên chính máy này; hãy sửa địa chỉ rồi khởi động lại.',
    en: 'The LAN door cannot be opened at {host} ({reason}). The desk stays open on this machine only; correct the address and restart.',
  },
} as const satisfies Record<string, Bilingual>;
