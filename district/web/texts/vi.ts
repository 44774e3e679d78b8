import { careVi } from './care.vi.ts';
import { deskVi } from './desk.vi.ts';
import { fleetVi } from './fleet.vi.ts';
import { partsVi } from './parts.vi.ts';
import { todoVi } from './todo.vi.ts';

/** The office's texts in Vietnamese; every other language has exactly these keys. `{name}` is filled when shown. */
export const vi = {
  'page.title': 'Kết quả đánh giá tại quầy',
  'page.owner': 'Hài Lòng',
  'page.skip': 'Đến nội dung chính',
  'page.starting': 'Đang kết nối với máy chủ…',
  'nav.label': 'Các trang',
  'nav.results': 'Kết quả đánh giá',
  'nav.catalogue': 'Danh mục thủ tục',
  ...deskVi,
  'nav.kiosks': 'Danh sách kiosk',
  'language.other': 'English',

  'session.user': 'Tài khoản {user}',
  'session.signOut': 'Đăng xuất',
  'signIn.title': 'Đăng nhập',
  'signIn.lead': 'Dành cho người phụ trách bộ phận tiếp nhận và trả kết quả.',
  'signIn.user': 'Tên đăng nhập',
  'signIn.password': 'Mật khẩu',
  'signIn.submit': 'Đăng nhập',
  'signIn.busy': 'Đang kiểm tra…',
  'signIn.link': 'Lần đầu, hãy mở liên kết đăng nhập dùng một lần do máy chủ in ra khi khởi động.',

  'trouble.unreachable':
    'Không liên lạc được với máy chủ. Số liệu đã nhận vẫn được giữ trên máy chủ. Hãy kiểm tra mạng rồi thử lại.',
  'trouble.failed':
    'Máy chủ không trả lời được yêu cầu này. Số liệu đã nhận vẫn được giữ. Hãy thử lại; nếu vẫn lỗi, hãy báo quản trị máy chủ.',
  'trouble.link':
    'Liên kết đăng nhập không đúng, đã dùng hoặc đã hết hạn. Hãy đăng nhập bằng tên và mật khẩu, hoặc lấy liên kết mới từ máy chủ.',
  'trouble.again': 'Thử lại',

  'period.label': 'Khoảng thời gian',
  'period.this-month': 'Tháng này',
  'period.last-month': 'Tháng trước',
  'period.this-quarter': 'Quý này',
  'period.last-quarter': 'Quý trước',
  'period.custom': 'Chọn ngày',
  'period.from': 'Từ ngày',
  'period.to': 'Đến hết ngày',
  'period.show': 'Xem',
  'unit.label': 'Đơn vị',
  'unit.all': 'Tất cả đơn vị',

  'results.title': 'Kết quả đánh giá tại quầy',
  'results.loading': 'Đang tải số liệu…',
  'results.period': 'Từ {from} đến hết {to}',
  'results.form': 'Phiếu: {title}. Nguồn thang đo: {source}.',
  'results.print': 'In báo cáo',
  'results.printed': 'In lúc {moment}, giờ Việt Nam.',
  'results.catalogue': 'Danh mục thủ tục: {label}.',
  'results.demo':
    'Máy chủ đang chạy thử: dữ liệu vừa nhận có thể mất khi mất điện. Trước khi thu thập số liệu thật, hãy chuyển máy chủ sang PostgreSQL.',

  'share.none': 'Chưa có dữ liệu',
  'share.few': 'Chưa đủ dữ liệu',
  'share.fewAnswers': 'Chưa đủ dữ liệu (cần ít nhất {minimum} đánh giá)',
  'share.fewLaunches': 'Chưa đủ dữ liệu (cần ít nhất {minimum} lượt mời)',
  'share.interval': 'Khoảng tin cậy 95 %: từ {low} đến {high}; n = {n}',
  'satisfaction.title': 'Tỷ lệ hài lòng tại quầy',
  'satisfaction.counts': '{numerator} trên {denominator} đánh giá ở mức được tính là hài lòng',
  'satisfaction.answers': 'Mới có {answered} đánh giá gắn với hồ sơ.',
  'response.title': 'Tỷ lệ phản hồi',
  'response.counts': '{numerator} đánh giá trên {denominator} lượt mời',
  'response.launches': 'Mới có {launched} lượt mời.',

  'levels.title': 'Đánh giá theo mức',
  'levels.base': 'Tỷ lệ tính trên tổng số {answered} đánh giá gắn với hồ sơ.',
  'levels.baseWalkIn': 'Tỷ lệ tính trên tổng số {answered} đánh giá tự do.',
  'levels.satisfied': 'tính là hài lòng',
  'levels.count': '{count} đánh giá',

  'funnel.title': 'Từ lượt mời đến đánh giá',
  'funnel.launched': 'Lượt mời của cán bộ',
  'funnel.shown': 'Câu hỏi đã hiện trên kiosk',
  'funnel.answered': 'Công dân đã đánh giá',
  'funnel.detailed': 'Có nêu thêm lý do, ý kiến',
  'funnel.without': 'Lượt mời không thành đánh giá',
  'funnel.declined': 'Từ chối đánh giá',
  'funnel.expired': 'Hết thời gian chờ',
  'funnel.withdrawn': 'Cán bộ thu hồi',
  'funnel.open': 'Chưa kết thúc',
  'funnel.times': '{count} lượt',

  'table.byUnit': 'Theo đơn vị',
  'table.byDomain': 'Theo lĩnh vực',
  'table.byProcedure': 'Theo thủ tục',
  'table.none': 'Chưa có dữ liệu trong khoảng thời gian này.',
  'table.few':
    '“Chưa đủ dữ liệu”: dưới {minimum} đánh giá (hoặc dưới {minimum} lượt mời, với tỷ lệ phản hồi); xem mục Cách tính.',
  'table.all': 'Hiện đủ {count} dòng',
  'table.less': 'Thu gọn',
  'table.sort': 'Sắp xếp theo: {column}',
  'column.unit': 'Đơn vị',
  'column.domain': 'Lĩnh vực',
  'column.procedure': 'Thủ tục',
  'column.launched': 'Lượt mời',
  'column.answered': 'Đánh giá',
  'column.satisfaction': 'Tỷ lệ hài lòng tại quầy',
  'column.response': 'Tỷ lệ phản hồi',
  'column.declined': 'Từ chối',
  'column.expired': 'Hết giờ',
  'cell.interval': 'khoảng tin cậy 95 %: {low} – {high}',

  'walkIn.title': 'Đánh giá tự do',
  'walkIn.why':
    'Đánh giá tự do không gắn với hồ sơ nào: không biết người đánh giá đã nhận kết quả hay chưa, và một người có thể đánh giá nhiều lần. Vì vậy các đánh giá này được nêu riêng và không cộng vào tỷ lệ ở trên.',
  'walkIn.none': 'Chưa có đánh giá tự do trong khoảng thời gian này.',

  'kept.title': 'Được giữ lại nhưng không tính',
  'kept.repeats': 'Đánh giá lặp lại',
  'kept.repeatsWhy': 'Hồ sơ đã được đánh giá trước đó; chỉ đánh giá đầu tiên được tính.',
  'kept.quarantined': 'Bản ghi chưa đọc được',
  'kept.quarantinedWhy':
    'Kiosk đã gửi nguyên vẹn nhưng máy chủ chưa hiểu nội dung; không bản ghi nào bị xóa.',

  'method.title': 'Cách tính',
  'method.rate':
    'Tỷ lệ hài lòng tại quầy = số đánh giá ở mức được tính là hài lòng ÷ tổng số đánh giá gắn với hồ sơ. Các mức còn lại, kể cả “Bình thường”, đều nằm trong mẫu số.',
  'method.satisfied': 'Mức được tính là hài lòng: {levels}.',
  'method.noAnswer':
    'Không trả lời không bao giờ được coi là một câu trả lời. Lượt mời bị từ chối, hết thời gian hoặc được thu hồi không vào tử số, cũng không vào mẫu số của tỷ lệ hài lòng; chúng chỉ làm giảm tỷ lệ phản hồi.',
  'method.response': 'Tỷ lệ phản hồi = số đánh giá gắn với hồ sơ ÷ số lượt mời của cán bộ.',
  'method.interval':
    'Khoảng tin cậy 95 % tính theo phương pháp Wilson. Khoảng này chỉ phản ánh số đánh giá nhiều hay ít. Người đánh giá là người tự nguyện, nên khoảng này không nói gì về ý kiến của người không đánh giá.',
  'method.minimum':
    'Dưới {minimum} đánh giá thì không nêu tỷ lệ và số đánh giá từng mức: con số nhỏ dễ gây hiểu lầm và có thể để lộ ý kiến của một người. Nếu phần bị ẩn ít đến mức có thể suy ra từ tổng số, dòng nhỏ nhất tiếp theo cũng được ẩn.',
  'method.once':
    'Mỗi hồ sơ được tính một lần, theo đánh giá đầu tiên. Ngày tính theo giờ Việt Nam. Kiosk mất mạng gửi muộn vẫn được tính vào đúng ngày đánh giá, nên báo cáo đã in có thể thay đổi.',
  'method.notSipas':
    'Đây không phải là kết quả đo SIPAS của Bộ Nội vụ. SIPAS hỏi người dân được chọn ngẫu nhiên; ở đây là ý kiến tự nguyện ngay tại quầy. Hai con số không so sánh được với nhau.',

  'catalogue.title': 'Danh mục thủ tục hành chính',
  'catalogue.done.taken': 'Đã đưa vào bản soạn. Chưa công bố gì.',
  'catalogue.done.published': 'Đã công bố phiên bản mới. Kiosk sẽ tự nhận khi có mạng.',
  'catalogue.done.saved': 'Đã lưu vào bản soạn. Chưa công bố gì.',
  'catalogue.done.assigned': 'Đã giao cho đơn vị trong bản soạn. Chưa công bố gì.',
  'catalogue.done.reset': 'Bản soạn đã trở lại đúng như phiên bản đang công bố.',

  'changes.nothing': 'Không có thay đổi nào.',
  'changes.added': 'Thủ tục mới: {count}',
  'changes.changed': 'Thủ tục thay đổi: {count}',
  'changes.withdrawn': 'Thủ tục bị rút khỏi danh mục: {count}',
  'changes.more': 'và {count} thủ tục nữa.',
  'changes.unchanged': 'Giữ nguyên: {count} thủ tục.',
  'changes.parts': 'Phần khác có thay đổi: {parts}.',

  'import.title': 'Nhập danh sách thủ tục',
  'import.lead':
    'Nhận tệp Excel (.xlsx), CSV hoặc JSON. Trước khi thay đổi bất cứ điều gì, trang này cho xem trước từng vấn đề và từng thay đổi.',
  'import.choose': 'Chọn tệp…',
  'import.missing': 'Thủ tục không có trong tệp',
  'import.withdraw': 'Rút khỏi danh mục (tệp là toàn bộ danh mục)',
  'import.keep': 'Giữ nguyên (tệp chỉ là phần bổ sung)',
  'import.reading': 'Đang đọc tệp…',
  'import.preview': 'Xem trước “{file}”',
  'import.counts': 'Đọc {rows} dòng: nhận {taken} thủ tục, không nhận {refused} dòng.',
  'import.changes': 'Nếu nhận, bản soạn sẽ thay đổi',
  'import.take': 'Đưa vào bản soạn',
  'import.takeHow':
    'Đưa vào bản soạn chưa phải là công bố. Dòng không được nhận không làm thay đổi thủ tục đang có.',
  'columns.title': 'Ghép cột của tệp với mục của danh mục',
  'columns.lead': 'Cách ghép được nhớ cho những tệp có cùng tiêu đề cột.',
  'columns.none': 'Không dùng cột này',
  'columns.sample': 'Ví dụ: {sample}',
  'problems.none': 'Không có vấn đề nào trong tệp.',
  'problems.title': 'Vấn đề và lưu ý trong tệp: {count}',
  'problems.file': 'Cả tệp',
  'problems.row': 'Dòng {row}',
  'problems.column': 'cột “{column}”',
  'problems.refused': 'không nhận',
  'problems.notice': 'lưu ý',
  'problems.more': 'Còn {count} vấn đề nữa. Hãy sửa những vấn đề trên rồi nhập lại.',

  'draft.title': 'Bản soạn',
  'draft.lead': 'Bản soạn có {count} thủ tục. Người dân chỉ thấy phiên bản đã công bố.',
  'draft.label': 'Nhãn: dữ liệu lấy từ đâu',
  'draft.saveLabel': 'Lưu nhãn',
  'draft.unknown': '{part} nhắc đến mã không có trong bản soạn: {codes}',
  'draft.changes': 'So với phiên bản đang công bố',
  'draft.publish': 'Công bố thành phiên bản mới',
  'draft.reset': 'Bỏ các thay đổi',
  'draft.publishHow':
    'Phiên bản đã công bố không sửa được nữa, nhưng phiên bản cũ hơn có thể công bố lại bất cứ lúc nào.',

  ...partsVi,

  'versions.title': 'Các phiên bản đã công bố',
  'versions.lead':
    'Mỗi phiên bản được ký và giữ nguyên vẹn. Tệp tải về có thể chép vào USB để cài cho kiosk không có mạng.',
  'versions.none': 'Chưa công bố phiên bản nào.',
  'versions.version': 'Phiên bản {version}',
  'versions.current': 'đang công bố',
  'versions.when': '{moment}, bởi {user}; {count} thủ tục',
  'versions.file': 'Tải tệp',
  'versions.again': 'Công bố lại nội dung này',

  'complete.title': 'Mức độ công khai đầy đủ',
  'complete.all': 'Đã công khai đầy đủ 100 % thủ tục được phân công.',
  'complete.none': 'Đơn vị chưa được phân công thủ tục nào.',
  'complete.some':
    'Chưa đầy đủ: {whole} trên {assigned} thủ tục được phân công đã công bố đủ các mục bắt buộc.',
  'complete.assigned': 'Được phân công',
  'complete.published': 'Đã công bố',
  'complete.whole': 'Đủ các mục bắt buộc',
  'complete.expired': 'Hết hiệu lực',
  'complete.replaced': 'Bị thay thế',
  'complete.stale': 'Dữ liệu cũ hơn {months} tháng',
  'complete.staleUnknown': 'Chưa rõ ngày của dữ liệu',
  'complete.lacking': 'Còn thiếu',
  'complete.more': 'Còn {count} thủ tục nữa; bảng tải về có đủ tất cả.',
  'complete.export': 'Tải bảng chi tiết (CSV)',
  'complete.required': 'Các mục bắt buộc và căn cứ',
  'complete.state.unpublished': 'Chưa công bố',
  'complete.state.expired': 'Hết hiệu lực',
  'complete.state.replaced': 'Bị thay thế bởi: {codes}',
  'complete.state.stale': 'Dữ liệu cũ',
  'complete.state.unknown': 'Chưa rõ ngày của dữ liệu',
  'complete.state.missing': 'Thiếu: {fields}',
  'complete.state.lacking': 'Thiếu {count} trên {required} mục bắt buộc',

  'kiosks.title': 'Danh sách kiosk',
  'kiosks.none': 'Chưa có kiosk nào đăng ký.',
  'kiosks.noneHow':
    'Hãy bấm “Thêm kiosk” để tạo mã đăng ký, rồi nhập mã đó vào kiosk. Kiosk sẽ hiện ở đây ngay sau lần liên lạc đầu tiên.',
  'kiosks.summary': '{count} kiosk, {silent} cần xem.',
  'kiosks.updated': 'Số liệu lúc {moment}. Tự cập nhật mỗi {seconds} giây.',
  'kiosk.name': 'Kiosk',
  'kiosk.place': 'Quầy, đơn vị',
  'kiosk.contact': 'Liên lạc gần nhất',
  'kiosk.queue': 'Bản ghi chờ gửi',
  'kiosk.held': 'Bản ghi đã nhận',
  'kiosk.version': 'Phiên bản',
  'kiosk.state.active': 'Đang hoạt động',
  'kiosk.state.forbidden': 'Đã chặn',
  'kiosk.state.retired': 'Ngừng hoạt động',
  'kiosk.never': 'Chưa liên lạc lần nào',
  'kiosk.justNow': 'Vừa xong',
  'kiosk.unknown': 'Chưa báo',
  ...fleetVi,
  ...todoVi,
  ...careVi,
} as const;

export type Texts = typeof vi;
export type TextKey = keyof Texts;
