import { z } from 'zod';
import { catalogueProblemSentences } from './problems-catalogue.ts';
import { deskProblemSentences } from './problems-desk.ts';
import { officeProblemSentences } from './problems-office.ts';
import { technicianProblemSentences } from './problems-technician.ts';
import { updateProblemSentences } from './problems-update.ts';
import type { Bilingual } from './text.ts';

/**
 * Every expected error of the product: a code, and a sentence that a person can act on, in both languages.
 * A sentence says what happened, what is safe and what to do, in that order. `{name}` is filled from the parameters.
 */
export const problemSentences = {
  'dossier.shape': {
    vi: 'Mã hồ sơ “{code}” không đúng dạng. Mã có dạng H00.00.01-261122-0001: mã cơ quan, ngày tiếp nhận (năm, tháng, ngày), số thứ tự.',
    en: 'Dossier code “{code}” has the wrong shape. It reads like H00.00.01-261122-0001: agency, date of reception (year, month, day), number.',
  },
  'dossier.date': {
    vi: 'Mã hồ sơ “{code}” có ngày tiếp nhận không tồn tại ({date}). Hãy đối chiếu lại với giấy tiếp nhận.',
    en: 'Dossier code “{code}” has a date of reception that does not exist ({date}). Please compare it with the receipt.',
  },
  'procedure.unknown': {
    vi: 'Không có thủ tục mang mã “{code}” trong danh mục của đơn vị. Hãy chọn lại từ danh mục.',
    en: 'The unit’s catalogue has no procedure with the code “{code}”. Please choose again from the catalogue.',
  },
  'officer.unknown': {
    vi: 'Cán bộ này không có trong danh sách của quầy. Hãy chọn lại tên.',
    en: 'This officer is not on the counter’s list. Please choose the name again.',
  },
  'form.invalid': {
    vi: 'Mẫu phiếu không dùng được: {reason}. Mẫu phiếu đang dùng vẫn được giữ.',
    en: 'The form cannot be used: {reason}. The form in use is kept.',
  },
  'document.invalid': {
    vi: 'Tài liệu “{document}” phiên bản {version} từ máy chủ trung tâm không dùng được: {reason}. Bản đang dùng vẫn được giữ.',
    en: 'The document “{document}”, version {version}, from the district cannot be used: {reason}. The one in use is kept.',
  },
  'form.missing': {
    vi: 'Kiosk chưa có mẫu phiếu đánh giá. Hãy kết nối kiosk với máy chủ trung tâm một lần để nhận mẫu phiếu.',
    en: 'The kiosk has no rating form yet. Connect it to the district server once to receive one.',
  },
  'survey.busy': {
    vi: 'Kiosk đang mời một công dân khác. Hãy chờ người đó xong, hoặc thu hồi lời mời trước.',
    en: 'The kiosk is inviting another citizen. Wait until that is finished, or withdraw that invitation first.',
  },
  'survey.already-rated': {
    vi: 'Hồ sơ này đã được đánh giá. Mỗi hồ sơ chỉ đánh giá một lần.',
    en: 'This dossier has been rated. Each dossier is rated once.',
  },
  'survey.closed': {
    vi: 'Lượt đánh giá này đã kết thúc. Không có gì được ghi thêm.',
    en: 'This rating has ended. Nothing more was recorded.',
  },
  'survey.unknown': {
    vi: 'Không tìm thấy lượt đánh giá này trên kiosk.',
    en: 'The kiosk knows no such rating.',
  },
  'survey.level': {
    vi: 'Mức đánh giá này không có trong mẫu phiếu.',
    en: 'This level is not on the form.',
  },
  'survey.option': {
    vi: 'Lựa chọn này không có trong mẫu phiếu nên không được ghi. Đánh giá đã được ghi.',
    en: 'This option is not on the form and was not recorded. Your rating is recorded.',
  },
  'survey.walk-in-closed': {
    vi: 'Quầy này không nhận đánh giá tự do. Xin anh/chị đánh giá khi nhận kết quả.',
    en: 'This counter takes no walk-in ratings. Please rate when you receive your result.',
  },
  'comment.length': {
    vi: 'Ý kiến dài quá {max} ký tự. Đánh giá đã được ghi; xin rút ngắn ý kiến.',
    en: 'The comment is longer than {max} characters. Your rating is recorded; please shorten the comment.',
  },
  'comment.unsealable': {
    vi: 'Chưa nhận được khóa bảo mật của máy chủ trung tâm nên kiosk không giữ ý kiến viết. Đánh giá đã được ghi.',
    en: 'The kiosk has no sealing key from the district yet, so it keeps no written comment. Your rating is recorded.',
  },
  'storage.full': {
    vi: 'Ổ đĩa của kiosk đã đầy nên không ghi thêm được. Các đánh giá đã ghi vẫn an toàn. Hãy báo kỹ thuật viên giải phóng dung lượng tại {path}.',
    en: 'The kiosk’s disk is full and nothing more can be recorded. Ratings already recorded are safe. Ask the technician to free space at {path}.',
  },
  'storage.read-only': {
    vi: 'Thư mục dữ liệu {path} chỉ đọc được. Hãy cấp quyền ghi cho tài khoản chạy kiosk; dữ liệu cũ vẫn nguyên.',
    en: 'The data folder {path} can only be read. Give the kiosk’s account the right to write; existing data is untouched.',
  },
  'storage.not-a-folder': {
    vi: 'Đường dẫn dữ liệu {path} là một tệp, không phải thư mục. Hãy đổi tên tệp đó hoặc chọn thư mục khác bằng --data.',
    en: 'The data path {path} is a file, not a folder. Rename that file or choose another folder with --data.',
  },
  'storage.in-use': {
    vi: 'Một kiosk khác đang chạy trên thư mục dữ liệu {path}. Hãy đóng kiosk đó hoặc chọn thư mục khác bằng --data.',
    en: 'Another kiosk is running on the data folder {path}. Close it, or choose another folder with --data.',
  },
  'storage.newer': {
    vi: 'Dữ liệu tại {path} do phiên bản mới hơn ghi (lược đồ {found}, phiên bản này hiểu đến {known}). Hãy cài lại phiên bản mới; dữ liệu vẫn nguyên.',
    en: 'The data at {path} was written by a newer version (schema {found}; this version knows {known}). Install the newer version again; the data is untouched.',
  },
  'storage.failing': {
    vi: 'Ổ đĩa của kiosk báo lỗi khi ghi. Các đánh giá đã ghi vẫn an toàn. Hãy báo kỹ thuật viên kiểm tra ổ đĩa.',
    en: 'The kiosk’s disk reports errors while writing. Ratings already recorded are safe. Ask the technician to check the disk.',
  },
  'settings.malformed': {
    vi: 'Tệp cấu hình {path} không đọc được: {reason}. Kiosk tiếp tục với cấu hình đúng gần nhất. Hãy sửa tệp rồi khởi động lại.',
    en: 'The settings file {path} cannot be read: {reason}. The kiosk goes on with the last good settings. Correct the file and restart.',
  },
  'settings.unknown-key': {
    vi: 'Tệp cấu hình {path} có mục không dùng đến: {keys}. Kiosk tiếp tục với cấu hình đúng gần nhất. Hãy xóa hoặc sửa tên mục đó.',
    en: 'The settings file {path} has unknown keys: {keys}. The kiosk goes on with the last good settings. Remove or rename them.',
  },
  'port.taken': {
    vi: 'Cổng {port} đang được chương trình khác dùng. Hãy đóng chương trình đó hoặc chọn cổng khác (0 = cổng bất kỳ).',
    en: 'Port {port} is used by another program. Close that program or choose another port (0 = any).',
  },
  'door.refused': {
    vi: 'Yêu cầu không được chấp nhận: thiếu hoặc sai mã truy cập. Hãy mở lại trang từ địa chỉ kiosk in ra.',
    en: 'The request was refused: its access token is missing or wrong. Open the page again from the address the kiosk printed.',
  },
  'district.unreachable': {
    vi: 'Không liên lạc được với máy chủ trung tâm. Đánh giá vẫn được lưu tại kiosk và sẽ tự gửi khi có mạng.',
    en: 'The district server cannot be reached. Ratings stay on the kiosk and are sent by themselves when the network returns.',
  },
  'district.slow': {
    vi: 'Máy chủ trung tâm trả lời quá chậm. Đánh giá vẫn được lưu tại kiosk; kiosk sẽ thử lại.',
    en: 'The district server answers too slowly. Ratings stay on the kiosk, which will try again.',
  },
  'district.certificate': {
    vi: 'Chứng thư của máy chủ trung tâm không hợp lệ ({reason}). Kiosk không gửi gì. Hãy kiểm tra ngày giờ của kiosk và chứng thư của máy chủ.',
    en: 'The district server’s certificate is not valid ({reason}). The kiosk sent nothing. Check the kiosk’s date and the server’s certificate.',
  },
  'district.not-the-district': {
    vi: 'Địa chỉ máy chủ trung tâm trả lời bằng một trang khác (có thể là trang đăng nhập mạng). Kiosk không coi là đã gửi và sẽ thử lại.',
    en: 'Something else answers at the district’s address (perhaps a network log-in page). Nothing counts as sent; the kiosk will try again.',
  },
  'district.unknown-kiosk': {
    vi: 'Máy chủ trung tâm không nhận ra kiosk này (401). Kiosk tiếp tục thu thập và thử lại mỗi giờ. Hãy đăng ký lại kiosk.',
    en: 'The district does not know this kiosk (401). The kiosk goes on collecting and asks once an hour. Enrol the kiosk again.',
  },
  'district.forbidden': {
    vi: 'Máy chủ trung tâm từ chối kiosk này (403). Kiosk tiếp tục thu thập và thử lại mỗi giờ. Hãy liên hệ quản trị máy chủ trung tâm.',
    en: 'The district refuses this kiosk (403). The kiosk goes on collecting and asks once an hour. Contact the district’s administrator.',
  },
  'district.retired': {
    vi: 'Máy chủ trung tâm đã cho kiosk này ngừng hoạt động (410). Kiosk giữ nguyên dữ liệu và thử lại mỗi giờ.',
    en: 'The district has retired this kiosk (410). The kiosk keeps its data and asks once an hour.',
  },
  'district.fork': {
    vi: 'Nhật ký của kiosk không khớp với bản ở máy chủ trung tâm từ số {seq}. Dữ liệu hai bên đều được giữ. Hãy báo quản trị máy chủ trung tâm.',
    en: 'The kiosk’s journal differs from the district’s copy from number {seq}. Both are kept. Tell the district’s administrator.',
  },
  'district.too-large': {
    vi: 'Máy chủ trung tâm không nhận lô dữ liệu lớn. Kiosk chia nhỏ và gửi lại.',
    en: 'The district does not take a batch this large. The kiosk splits it and sends again.',
  },
  'district.busy': {
    vi: 'Máy chủ trung tâm đang bận và hẹn gửi lại sau. Đánh giá vẫn được lưu tại kiosk.',
    en: 'The district is busy and asks to be called again later. Ratings stay on the kiosk.',
  },
  'district.error': {
    vi: 'Máy chủ trung tâm gặp lỗi ({status}). Đánh giá vẫn được lưu tại kiosk; kiosk sẽ thử lại.',
    en: 'The district server failed ({status}). Ratings stay on the kiosk, which will try again.',
  },
  'district.database': {
    vi: 'Máy chủ trung tâm không kết nối được với cơ sở dữ liệu tại {place} ({reason}). Hãy kiểm tra PostgreSQL đã chạy và địa chỉ, tài khoản trong --postgres.',
    en: 'The district server cannot connect to the database at {place} ({reason}). Check that PostgreSQL runs, and the address and account in --postgres.',
  },
  'district.data-in-use': {
    vi: 'Một máy chủ trung tâm khác đang chạy trên thư mục dữ liệu {path}. Hãy dừng máy chủ đó hoặc chọn thư mục khác bằng --data.',
    en: 'Another district server is running on the data folder {path}. Stop it, or choose another folder with --data.',
  },
  'enrolment.code': {
    vi: 'Mã đăng ký không đúng, đã dùng hoặc đã hết hạn. Hãy xin mã mới từ máy chủ trung tâm.',
    en: 'The enrolment code is wrong, used or expired. Ask the district for a new one.',
  },
  'enrolment.missing': {
    vi: 'Kiosk chưa đăng ký với máy chủ trung tâm. Kiosk vẫn thu thập đánh giá; hãy đăng ký để gửi.',
    en: 'The kiosk is not enrolled with a district. It collects all the same; enrol it so that it can send.',
  },
  'office.sign-in': {
    vi: 'Tên đăng nhập hoặc mật khẩu không đúng.',
    en: 'The user name or the password is wrong.',
  },
  'office.sign-in-paused': {
    vi: 'Đăng nhập sai quá nhiều lần. Xin chờ {seconds} giây rồi thử lại.',
    en: 'Too many attempts to sign in. Please wait {seconds} seconds and try again.',
  },
  'office.signed-out': {
    vi: 'Phiên làm việc đã hết. Xin đăng nhập lại.',
    en: 'The session has ended. Please sign in again.',
  },
  'report.period': {
    vi: 'Khoảng thời gian không hợp lệ: ngày đầu phải trước hoặc bằng ngày cuối.',
    en: 'The period is not valid: the first day must not be after the last.',
  },
  ...catalogueProblemSentences,
  ...deskProblemSentences,
  ...officeProblemSentences,
  ...technicianProblemSentences,
  ...updateProblemSentences,
} as const satisfies Record<string, Bilingual>;

export type ProblemCode = keyof typeof problemSentences;
export type ProblemParameters = Readonly<Record<string, string | number>>;

/** An expected error as it travels: `vi` and `en` are complete sentences, ready to be shown. */
export type Problem = {
  readonly code: ProblemCode;
  readonly vi: string;
  readonly en: string;
  readonly parameters: ProblemParameters;
};

/** Marked pure, so that a page that needs only the sentences is bundled without zod. */
export const problemSchema = /* @__PURE__ */ makeProblemSchema();

function makeProblemSchema() {
  return z.object({
    code: z.enum(Object.keys(problemSentences) as [ProblemCode, ...ProblemCode[]]),
    vi: z.string(),
    en: z.string(),
    parameters: z.record(z.string(), z.union([z.string(), z.number()])),
  });
}

/** Makes a problem with both sentences filled in. A parameter longer than 80 characters is cut: it may be a citizen's input. */
export function problem(code: ProblemCode, parameters: ProblemParameters = {}): Problem {
  const sentences = problemSentences[code];
  return {
    code,
    vi: fill(sentences.vi, parameters),
    en: fill(sentences.en, parameters),
    parameters,
  };
}

const parameterLengthShown = 80;

function fill(sentence: string, parameters: ProblemParameters): string {
  return sentence.replace(/\{(\w+)\}/g, (hole, name: string) => {
    const value = parameters[name];
    return value === undefined ? hole : String(value).slice(0, parameterLengthShown);
  });
}
