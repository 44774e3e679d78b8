/**
 * Classes of the nine-indicator score (0 to 18 points). Circular 01/2018/TT-VPCP reads "từ 15 điểm trở lên"; the limits
 * belong to the class above them. To be confirmed against the official text before release.
 */
export const pointClasses = [
  { from: 15, name: 'Xuất sắc' },
  { from: 12, name: 'Tốt' },
  { from: 9, name: 'Khá' },
  { from: 6, name: 'Trung bình' },
  { from: 0, name: 'Yếu' },
] as const;

export type PointClass = (typeof pointClasses)[number]['name'];

/** The class of a score of 0 to 18 points; a score exactly on a limit belongs to the better class. */
export function classOfPoints(points: number): PointClass {
  if (!(points >= 0 && points <= 18)) throw new RangeError(`Not a score of 0 to 18: ${points}`);
  const found = pointClasses.find((candidate) => points >= candidate.from);
  return found?.name ?? 'Yếu';
}
