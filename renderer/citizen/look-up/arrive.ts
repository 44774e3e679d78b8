/**
 * Attachment for where a page that has just come is entered: its heading is read aloud, keys go on from there. A page
 * somebody comes back to stays as far scrolled as it was left.
 */
export function arrive(element: HTMLElement): void {
  element.focus({ preventScroll: true });
}
