/**
 * The citizen's texts in Vietnamese, those of the screens that everybody meets: the language they are written in
 * first; every other language has exactly these keys. Short enough to read aloud in one breath, no abbreviations.
 * `{name}` is filled when shown.
 */
export const citizenVi = {
  // The bar on every screen
  'bar.label': 'Cách hiển thị và ngôn ngữ',
  'bar.language': 'Ngôn ngữ',
  'bar.textSize': 'Cỡ chữ',
  'bar.display': 'Màu màn hình',
  'language.vi': 'Tiếng Việt',
  'language.en': 'English',
  'textSize.normal': 'Chữ vừa',
  'textSize.large': 'Chữ lớn',
  'textSize.larger': 'Chữ rất lớn',
  'textSize.largest': 'Chữ lớn nhất',
  'display.default': 'Màu thường',
  'display.dark': 'Nền đen, chữ sáng',
  'display.light': 'Nền trắng, chữ đen',
  'display.lowGlare': 'Màu dịu mắt',

  // The kiosk at rest
  'attract.title': 'Mời anh/chị đánh giá việc phục vụ tại quầy',
  'attract.desk':
    'Khi trả kết quả, cán bộ quầy sẽ mở phiếu đánh giá trên màn hình này cho hồ sơ của anh/chị.',
  'attract.oneTouch':
    'Chỉ cần chạm một lần, không hỏi tên. Máy của cán bộ không hiển thị mức anh/chị chọn.',
  'attract.walkIn': 'Đánh giá ngay',
  'attract.walkInHint': 'Không cần mã hồ sơ',
  'attract.lookUp': 'Tra cứu thủ tục',
  'attract.lookUpHint': 'Giấy tờ, thời gian, lệ phí',

  // The rating
  'rating.dossier': 'Hồ sơ … {tail}',
  'rating.walkIn': 'Đánh giá chung, không gắn với hồ sơ nào',
  // Whatever came of the dossier, what is rated is the service; nothing that steers, nothing for a passer-by
  'rating.returned-for-completion':
    'Hồ sơ còn cần bổ sung. Anh/chị đánh giá việc phục vụ, hồ sơ không bị ảnh hưởng.',
  'rating.refused': 'Anh/chị đánh giá việc phục vụ, không phải kết quả. Hồ sơ không bị ảnh hưởng.',
  'rating.decline': 'Không đánh giá',
  'rating.hint': 'Chạm vào một mức để đánh giá',
  'rating.saving': 'Đang ghi đánh giá. Xin chờ một chút.',

  // Calm words for bad days
  'notice.offline':
    'Hiện không có mạng. Đánh giá vẫn được lưu an toàn tại đây và sẽ được gửi khi có mạng.',
} as const;

export type CitizenKey = keyof typeof citizenVi;
