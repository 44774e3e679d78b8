import type { Generated } from 'kysely';

/** The tables as Kysely sees them; `migrations.ts` makes them. */
export interface Tables {
  unit: { unit: string; code: string; name: string; settings: string };
  counter: { unit: string; counter: string; name: string };
  officer: { unit: string; officer: string; name: string };
  unit_key: { unit: string; key: string };
  sealing_key: { id: string; public_key: string; private_key: string };
  document: {
    scope: string;
    kind: string;
    version: number;
    hash: string;
    body: string;
    published_at: number;
    published_by: string | null;
  };
  kiosk: {
    kiosk: string;
    unit: string;
    counter: string;
    name: string;
    public_key: string;
    enrolled_at: number;
    state: string;
  };
  kiosk_contact: {
    kiosk: string;
    last_contact: number;
    queue_depth: number | null;
    version: string | null;
  };
  enrolment_code: {
    unit: string;
    code_hash: string;
    counter: string;
    name: string;
    expires_at: number;
    kiosk: string | null;
    id: string | null;
    tail: string | null;
    made_by: string | null;
    made_at: number | null;
    again: string | null;
    revoked_at: number | null;
  };
  release: {
    version: string;
    manifest: string;
    file: Uint8Array;
    stage: string;
    changed_by: string;
    changed_at: number;
  };
  support_bundle: { kiosk: string; id: string; at: number; bytes: number; file: Uint8Array };
  technician_key: TechnicianKeyRow;
  kiosk_health: KioskHealthRow;
  kiosk_health_history: { kiosk: string; at: number; faults: string; readable: boolean };
  fleet_deed: {
    number: Generated<number>;
    at: number;
    by: string | null;
    deed: string;
    kiosk: string | null;
    code: string | null;
    detail: string;
  };
  journal: { kiosk: string; journal: string; seq: number; hash: string };
  entry: {
    kiosk: string;
    journal: string;
    seq: number;
    id: string;
    kind: string;
    wall: number;
    offset: number | null;
    hash: string;
    line: string;
    quarantine: string | null;
  };
  fork: {
    kiosk: string;
    journal: string;
    seq: number;
    hash: string;
    held_hash: string;
    line: string;
    received_at: number;
  };
  survey: SurveyRow;
  hand_over: HandOverRow;
  projection_cursor: { kiosk: string; journal: string; seq: number };
  publishing_key: { id: string; public_key: string; private_key: string };
  catalogue_draft: {
    one: number;
    body: Uint8Array;
    revision: number;
    changed_by: string;
    changed_at: number;
  };
  catalogue_version: {
    version: number;
    published_by: string;
    manifest: string;
    bytes: number;
    file: Uint8Array;
  };
  catalogue_import: { id: string; made_at: number; body: Uint8Array };
  column_mapping: { headings: string; mapping: string };
  office_user: { user: string; password: string | null };
  office_link: { link_hash: string; user: string; expires_at: number };
  office_session: { token_hash: string; user: string; expires_at: number };
}

/** A survey as merged so far; a group of columns is null together while its entry has not arrived. */
export interface SurveyRow {
  kiosk: string;
  survey: string;
  launched_at: number | null;
  launch_entry: string | null;
  origin: string | null;
  unit: string | null;
  counter: string | null;
  form: string | null;
  dossier: string | null;
  procedure: string | null;
  officer: string | null;
  shown_at: number | null;
  answered_at: number | null;
  answer_entry: string | null;
  answer_form: string | null;
  level: number | null;
  detailed_at: number | null;
  ended_at: number | null;
  end_entry: string | null;
  ended: string | null;
  after_ms: number | null;
  launched_by: string | null;
  client: string | null;
  lateness: string | null;
  late_days: number | null;
  apology: string | null;
  apology_shown_at: number | null;
}

/** A hand-over that the one-stop software reported. */
export interface HandOverRow {
  kiosk: string;
  entry: string;
  at: number;
  dossier: string;
  procedure: string | null;
  officer: string | null;
  hand_over: string;
  client: string;
}

/** What a kiosk said last; `faults` is JSON: each code with when it was first said without a break. */
export interface KioskHealthRow {
  kiosk: string;
  at: number;
  reading: string | null;
  faults: string;
}

/** A key file that was made; `units` and `kiosks` are JSON lists. */
export interface TechnicianKeyRow {
  id: string;
  technician: string;
  units: string | null;
  kiosks: string | null;
  made_at: number;
  made_by: string;
  until: number;
  signature_hash: string;
  revoked_at: number | null;
  revoked_by: string | null;
}
