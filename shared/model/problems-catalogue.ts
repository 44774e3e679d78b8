import type { Bilingual } from './text.ts';

/** The sentences about imported files and the catalogue; part of the one table in problems.ts. */
export const catalogueProblemSentences = {
  'import.too-large': {
    vi: 'Tệp lớn hơn {mebibytes} MB nên không được nhận. Danh mục không thay đổi. Hãy chia nhỏ danh sách hoặc xóa hình ảnh trong tệp.',
    en: 'The file is larger than {mebibytes} MB and was not taken. The catalogue is unchanged. Split the list or remove pictures from the file.',
  },
  'import.too-much': {
    vi: 'Đọc tệp “{name}” cần nhiều thời gian hoặc bộ nhớ hơn mức cho phép ({mebibytes} MB). Danh mục không thay đổi. Hãy chia nhỏ danh sách hoặc lưu lại tệp dưới dạng .xlsx.',
    en: 'Reading the file “{name}” takes more time or memory than allowed ({mebibytes} MB). The catalogue is unchanged. Split the list or save the file again as .xlsx.',
  },
  'import.empty': {
    vi: 'Tệp “{name}” không có dòng dữ liệu nào. Danh mục không thay đổi.',
    en: 'The file “{name}” has no row of data. The catalogue is unchanged.',
  },
  'import.kind': {
    vi: 'Nội dung của tệp “{name}” là {found}, không phải bảng Excel (.xlsx), CSV hay JSON. Danh mục không thay đổi. Hãy lưu lại tệp dưới dạng .xlsx.',
    en: 'What the file “{name}” holds is {found}, not an Excel (.xlsx), CSV or JSON table. The catalogue is unchanged. Save the file again as .xlsx.',
  },
  'import.password': {
    vi: 'Tệp “{name}” được đặt mật khẩu nên không mở được. Danh mục không thay đổi. Hãy bỏ mật khẩu rồi nhập lại.',
    en: 'The file “{name}” is protected by a password and cannot be opened. The catalogue is unchanged. Remove the password and import it again.',
  },
  'import.old-excel': {
    vi: 'Tệp “{name}” là định dạng Excel 97-2003 (.xls). Danh mục không thay đổi. Hãy mở bằng Excel, lưu dưới dạng .xlsx rồi nhập lại.',
    en: 'The file “{name}” is in the Excel 97-2003 format (.xls). The catalogue is unchanged. Open it in Excel, save it as .xlsx and import it again.',
  },
  'import.broken': {
    vi: 'Tệp “{name}” bị hỏng hoặc chưa sao chép hết: {reason}. Danh mục không thay đổi. Hãy sao chép lại tệp rồi nhập lại.',
    en: 'The file “{name}” is damaged or was copied in part: {reason}. The catalogue is unchanged. Copy it again and import it again.',
  },
  'import.too-many': {
    vi: 'Tệp có hơn {max} dòng nên không được nhận. Danh mục không thay đổi. Hãy chia nhỏ danh sách.',
    en: 'The file has more than {max} rows and was not taken. The catalogue is unchanged. Split the list.',
  },
  'import.column-missing': {
    vi: 'Không tìm thấy cột “{column}”. Danh mục không thay đổi. Hãy chỉ ra cột này trong bảng ghép cột, hoặc thêm dòng tiêu đề vào tệp.',
    en: 'The column “{column}” was not found. The catalogue is unchanged. Name the column in the table of columns, or add a row of headings to the file.',
  },
  'import.column-twice': {
    vi: 'Hai cột “{one}” và “{other}” cùng ghép vào một mục. Danh mục không thay đổi. Hãy bỏ ghép một trong hai cột.',
    en: 'Two columns, “{one}” and “{other}”, are mapped to the same field. The catalogue is unchanged. Leave one of them out.',
  },
  'import.json-shape': {
    vi: 'Tệp JSON phải là một danh sách thủ tục. Nội dung tệp không đúng: {reason}. Danh mục không thay đổi.',
    en: 'A JSON file must be a list of procedures. What it holds is wrong: {reason}. The catalogue is unchanged.',
  },
  'import.json-field': {
    vi: 'Mục “{path}” không dùng được: thiếu, thừa, quá dài hoặc không đúng dạng. Thủ tục này không được nhận.',
    en: 'The field “{path}” cannot be used: it is missing, unknown, too long or of the wrong shape. The procedure is not taken.',
  },
  'import.encoding': {
    vi: 'Tệp được đọc theo bảng mã {encoding}. Hãy kiểm tra dấu tiếng Việt trong phần xem trước.',
    en: 'The file was read as {encoding}. Check the Vietnamese marks in the preview.',
  },
  'import.macros': {
    vi: 'Tệp có macro. Macro không được chạy; chỉ giá trị trong ô được đọc.',
    en: 'The file holds macros. They are not run; only the values of the cells are read.',
  },
  'import.formulas': {
    vi: 'Có {cells} ô chứa công thức. Giá trị được lưu sẵn trong tệp được dùng; công thức không được tính lại.',
    en: 'Cells with formulas: {cells}. The values saved in the file are used; nothing is computed again.',
  },
  'import.merged': {
    vi: 'Ô gộp {range}: giá trị được dùng cho mọi dòng trong ô gộp.',
    en: 'Merged cells {range}: the value is used for every row they cover.',
  },
  'import.sheets': {
    vi: 'Tệp có {sheets} trang tính; chỉ trang tính “{sheet}” được đọc.',
    en: 'The file has {sheets} sheets; only the sheet “{sheet}” is read.',
  },
  'import.code-missing': {
    vi: 'Dòng không có mã thủ tục nên không được nhận.',
    en: 'The row has no procedure code and is not taken.',
  },
  'import.code-shape': {
    vi: 'Mã “{code}” không đúng dạng mã thủ tục nào đã biết (ví dụ 1.001193). Dòng này không được nhận.',
    en: 'The code “{code}” has no known shape of a procedure code (for example 1.001193). The row is not taken.',
  },
  'import.code-number': {
    vi: 'Mã được lưu như một con số; được hiểu là “{code}”. Hãy đối chiếu.',
    en: 'The code was saved as a number; it is read as “{code}”. Please compare it.',
  },
  'import.name-missing': {
    vi: 'Dòng không có tên thủ tục nên không được nhận.',
    en: 'The row has no procedure name and is not taken.',
  },
  'import.duplicate-same': {
    vi: 'Mã {code} lặp lại dòng {other} với cùng nội dung; chỉ tính một lần.',
    en: 'The code {code} repeats row {other} with the same content; it counts once.',
  },
  'import.duplicate-different': {
    vi: 'Mã {code} đã có ở dòng {other} với nội dung khác ({fields}). Cả hai dòng đều không được nhận; nội dung đang có được giữ.',
    en: 'The code {code} also stands in row {other} with different content ({fields}). Neither row is taken; the present content is kept.',
  },
  'import.too-long': {
    vi: 'Nội dung ô dài hoặc nhiều mục quá mức cho phép ({reason}). Dòng này không được nhận.',
    en: 'The cell is longer, or has more parts, than allowed ({reason}). The row is not taken.',
  },
  'import.html': {
    vi: 'Ô có mã HTML; phần chữ được giữ, các thẻ được bỏ.',
    en: 'The cell holds HTML; the text is kept, the tags are left out.',
  },
  'import.guess': {
    vi: 'Giá trị “{text}” là suy đoán của người lập danh sách nên được coi là chưa có thông tin.',
    en: 'The value “{text}” is a guess by whoever made the list; it is read as unknown.',
  },
  'import.date': {
    vi: 'Nội dung “{text}” không phải là ngày; mục này được coi là chưa có thông tin.',
    en: 'The content “{text}” is not a date; the field is read as unknown.',
  },
  'import.future': {
    vi: 'Ngày {date} còn ở tương lai nên dòng này không được nhận. Hãy kiểm tra lại ngày của quyết định hoặc của dữ liệu.',
    en: 'The date {date} is in the future, so the row is not taken. Check the date of the decision or of the data.',
  },
  'import.status': {
    vi: 'Tình trạng “{text}” không rõ nghĩa. Dòng này không được nhận. Hãy ghi “Còn hiệu lực”, “Bị thay thế” hoặc “Bị bãi bỏ”.',
    en: 'The status “{text}” is not understood. The row is not taken. Write “Còn hiệu lực”, “Bị thay thế” or “Bị bãi bỏ”.',
  },
  'import.value': {
    vi: 'Nội dung “{text}” không dùng được ở cột này; mục này được coi là chưa có thông tin.',
    en: 'The content “{text}” cannot be used in this column; the field is read as unknown.',
  },
  'import.unknown': {
    vi: 'Bản xem trước này không còn nữa. Danh mục không thay đổi. Hãy nhập lại tệp.',
    en: 'This preview is no longer there. The catalogue is unchanged. Import the file again.',
  },
  'catalogue.part': {
    vi: 'Nội dung không phải là một danh sách JSON. Bản đang có được giữ.',
    en: 'The content is not a list in JSON. What was there is kept.',
  },
  'catalogue.part-field': {
    vi: 'Mục thứ {item}: “{field}” thiếu, thừa, quá dài hoặc không đúng dạng. Bản đang có được giữ.',
    en: 'Entry {item}: “{field}” is missing, unknown, too long or of the wrong shape. What was there is kept.',
  },
  'catalogue.part-changed': {
    vi: 'Phần này đã được người khác thay đổi sau khi trang được mở. Chưa có gì được lưu. Hãy chép lại phần bạn đã sửa, tải lại trang rồi sửa tiếp.',
    en: 'Somebody else has changed this part since the page was opened. Nothing was saved. Keep a copy of what you wrote, load the page again and go on from there.',
  },
  'catalogue.part-codes': {
    vi: 'Các mã sau không có trong danh mục đang soạn: {codes}. Bản đang có được giữ.',
    en: 'These codes are not in the draft catalogue: {codes}. What was there is kept.',
  },
  'catalogue.part-units': {
    vi: 'Các đơn vị sau không có trên máy chủ: {units}. Bản đang có được giữ.',
    en: 'The server knows no such units: {units}. What was there is kept.',
  },
  'catalogue.part-twice': {
    vi: 'Mục “{key}” xuất hiện hai lần. Bản đang có được giữ.',
    en: 'The entry “{key}” stands there twice. What was there is kept.',
  },
  'catalogue.label': {
    vi: 'Danh mục cần có nhãn nói dữ liệu lấy từ đâu. Nhãn đang có được giữ.',
    en: 'The catalogue needs a label that says where its data come from. The present label is kept.',
  },
  'catalogue.nothing-new': {
    vi: 'Bản soạn giống hệt phiên bản đang công bố. Không có gì được công bố thêm.',
    en: 'The draft is the same as the published version. Nothing was published.',
  },
  'catalogue.draft-changed': {
    vi: 'Bản soạn đã thay đổi sau khi trang này được mở. Chưa có gì được công bố. Hãy xem lại các thay đổi.',
    en: 'The draft has changed since this page was opened. Nothing was published. Look at the changes again.',
  },
  'catalogue.version-unknown': {
    vi: 'Không có phiên bản {version} của danh mục.',
    en: 'There is no version {version} of the catalogue.',
  },
  'catalogue.package-unreadable': {
    vi: 'Không đọc được gói danh mục thủ tục {path} ({reason}). Có thể USB bị rút ra giữa chừng. Danh mục đang dùng vẫn được giữ. Hãy cắm lại rồi thử lại.',
    en: 'The catalogue package {path} cannot be read ({reason}). The stick may have been pulled out. The catalogue in use is kept. Plug it in again and retry.',
  },
  'catalogue.package-damaged': {
    vi: 'Gói danh mục thủ tục bị hỏng hoặc chưa sao chép hết ({reason}). Danh mục đang dùng vẫn được giữ. Hãy tải hoặc sao chép lại gói.',
    en: 'The catalogue package is damaged or was copied in part ({reason}). The catalogue in use is kept. Download or copy the package again.',
  },
  'catalogue.package-format': {
    vi: 'Gói danh mục thủ tục có định dạng mà phiên bản kiosk này chưa hiểu ({reason}). Danh mục đang dùng vẫn được giữ. Hãy cập nhật kiosk.',
    en: 'This version of the kiosk does not understand the catalogue package ({reason}). The catalogue in use is kept. Update the kiosk.',
  },
  'catalogue.package-signature': {
    vi: 'Chữ ký của gói danh mục thủ tục không phải của máy chủ trung tâm mà kiosk đã đăng ký. Danh mục đang dùng vẫn được giữ. Hãy lấy gói từ đúng máy chủ.',
    en: 'The catalogue package is not signed by the district this kiosk is enrolled with. The catalogue in use is kept. Take the package from that district.',
  },
  'catalogue.package-older': {
    vi: 'Gói danh mục là phiên bản {version}, cũ hơn phiên bản {installed} đang dùng. Danh mục đang dùng vẫn được giữ.',
    en: 'The catalogue package is version {version}, older than version {installed} in use. The catalogue in use is kept.',
  },
  'catalogue.no-key': {
    vi: 'Kiosk chưa nhận khóa công bố của máy chủ trung tâm nên chưa nhận được danh mục mới. Danh mục đang dùng vẫn được giữ. Hãy đăng ký lại kiosk.',
    en: 'The kiosk has no publishing key of a district and takes no new catalogue. The catalogue in use is kept. Enrol the kiosk again.',
  },
  'catalogue.unit-unknown': {
    vi: 'Không có đơn vị “{unit}”.',
    en: 'There is no unit “{unit}”.',
  },
} as const satisfies Record<string, Bilingual>;
