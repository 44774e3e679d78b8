import { dayAt } from '../../../shared/rules/working-days.ts';

/** The first part of today's dossier codes at a unit: its code, and the day as codes write it. */
export function dossierPrefix(unitCode: string, wallMs: number): string {
  return `${unitCode}-${dayAt(wallMs).slice(2).replaceAll('-', '')}-`;
}
