/** The officer's texts in Vietnamese; every other language has exactly these keys. */
export const officerVi = {
  'page.title': 'Bàn làm việc của cán bộ quầy',
} as const;

export type OfficerKey = keyof typeof officerVi;
