import type { Bilingual } from './text.ts';

/** Why a new version of the program was not taken, or did not stay. Each time the version in use goes on. */
export const updateProblemSentences = {
  'update.manifest': {
    vi: 'Máy chủ trung tâm gửi mô tả bản cập nhật không đọc được. Phiên bản đang dùng vẫn chạy. Hãy báo văn phòng phát hành lại.',
    en: 'The district sent a description of an update that cannot be read. The version in use goes on. Have the office publish it again.',
  },
  'update.truncated': {
    vi: 'Bản cập nhật {version} tải về không đủ ({bytes} trên {size} byte). Phiên bản đang dùng vẫn chạy; kiosk sẽ tải lại.',
    en: 'The update {version} did not arrive whole ({bytes} of {size} bytes). The version in use goes on; the kiosk downloads it again.',
  },
  'update.damaged': {
    vi: 'Bản cập nhật {version} khác với bản đã ký. Phiên bản đang dùng vẫn chạy. Hãy báo văn phòng phát hành lại.',
    en: 'The update {version} is not the file that was signed. The version in use goes on. Have the office publish it again.',
  },
  'update.signature': {
    vi: 'Bản cập nhật {version} do người khác ký nên bị từ chối. Phiên bản đang dùng vẫn chạy. Hãy hỏi văn phòng bản này từ đâu đến.',
    en: 'The update {version} is signed by somebody else and is refused. The version in use goes on. Ask the office where it came from.',
  },
  'update.older': {
    vi: 'Bản cập nhật {version} cũ hơn phiên bản {installed} đang dùng nên bị từ chối. Muốn quay lại nội dung cũ, hãy phát hành thành phiên bản mới.',
    en: 'The update {version} is older than the installed {installed} and is refused. To go back, publish the older content as a new version.',
  },
  'update.minimum': {
    vi: 'Bản cập nhật {version} chỉ cài được từ phiên bản {minimum} trở lên; kiosk đang dùng {installed}. Hãy phát hành phiên bản trung gian trước.',
    en: 'The update {version} needs at least version {minimum}; this kiosk has {installed}. Publish the version in between first.',
  },
  'update.unsafe': {
    vi: 'Bản cập nhật {version} chứa tệp không được phép ({reason}) nên bị từ chối. Phiên bản đang dùng vẫn chạy. Hãy báo nơi phát hành.',
    en: 'The update {version} holds a file that must not be in it ({reason}) and is refused. The version in use goes on. Tell whoever made it.',
  },
  'update.tried': {
    vi: 'Bản cập nhật {version} đã được thử trên kiosk này và không chạy tốt. Kiosk không thử lại; hãy phát hành phiên bản mới hơn.',
    en: 'The update {version} was tried on this kiosk and did not run well. It is not tried again; publish a newer version.',
  },
  'update.not-well': {
    vi: 'Phiên bản {version} không báo khỏe sau {starts} lần khởi động, nên kiosk đã tự quay về phiên bản cũ. Không mất đánh giá nào.',
    en: 'Version {version} did not report healthy in {starts} starts, so the kiosk went back to the old one. No rating was lost.',
  },
  'update.keys': {
    vi: 'Không đọc được {path}: tệp ghi khóa của nơi phát hành bản cập nhật. Kiosk vẫn chạy và không nhận bản cập nhật nào. Hãy cài lại gói hoặc sửa tệp.',
    en: 'The file that names whose updates are taken, {path}, cannot be read. The kiosk runs and takes no update. Install the package again or mend the file.',
  },
  'update.files': {
    vi: 'Tệp của phiên bản {version} trên ổ đĩa không còn như bản đã ký, nên kiosk chạy phiên bản cũ. Hãy kiểm tra ổ đĩa.',
    en: 'The files of version {version} on this disk are no longer what was signed, so the kiosk runs the old one. Check the disk.',
  },
} as const satisfies Record<string, Bilingual>;
