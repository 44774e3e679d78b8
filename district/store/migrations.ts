/**
 * The schema, step by step, as data: a name and its statements. A step that was released is never changed; a change is
 * a new step. Every table that can be distributed has the kiosk or the unit in its key.
 *
 * Times are ms since 1970 UTC (bigint). Names are the field's own; `"offset"` is quoted because SQL owns the word.
 */
export type MigrationStep = { readonly name: string; readonly statements: readonly string[] };

const places = [
  `create table unit (
     unit text primary key, code text not null, name text not null, settings text not null)`,
  `create table counter (
     unit text not null, counter text not null, name text not null, primary key (unit, counter))`,
  `create table officer (
     unit text not null, officer text not null, name text not null, primary key (unit, officer))`,
  `create table unit_key (unit text primary key, key text not null)`,
  `create table sealing_key (
     id text primary key, public_key text not null, private_key text not null)`,
  `create table document (
     scope text not null, kind text not null, version integer not null, hash text not null,
     body text not null, published_at bigint not null, primary key (scope, kind, version))`,
];

const kiosks = [
  `create table kiosk (
     kiosk uuid primary key, unit text not null, counter text not null, name text not null,
     public_key text not null, enrolled_at bigint not null, state text not null
       check (state in ('active', 'forbidden', 'retired')))`,
  // Written at every contact, so apart from the row that a projection locks.
  `create table kiosk_contact (
     kiosk uuid primary key, last_contact bigint not null, queue_depth bigint, version text)`,
  `create table enrolment_code (
     unit text not null, code_hash text not null, counter text not null, name text not null,
     expires_at bigint not null, kiosk uuid, primary key (unit, code_hash))`,
];

const journals = [
  `create table journal (
     kiosk uuid not null, journal uuid not null, seq bigint not null, hash text not null,
     primary key (kiosk, journal))`,
  `create table entry (
     kiosk uuid not null, journal uuid not null, seq bigint not null, id uuid not null,
     kind text not null, wall bigint not null, "offset" bigint, hash text not null,
     line text not null, quarantine text, primary key (kiosk, journal, seq))`,
  `create index entry_quarantine on entry (kiosk) where quarantine is not null`,
  `create table fork (
     kiosk uuid not null, journal uuid not null, seq bigint not null, hash text not null,
     held_hash text not null, line text not null, received_at bigint not null,
     primary key (kiosk, journal, seq, hash))`,
];

const projection = [
  `create table survey (
     kiosk uuid not null, survey uuid not null,
     launched_at bigint, launch_entry uuid, origin text, unit text, counter text, form text,
     dossier text, procedure text, officer text,
     shown_at bigint,
     answered_at bigint, answer_entry uuid, answer_form text, level integer,
     detailed_at bigint,
     ended_at bigint, end_entry uuid, ended text,
     primary key (kiosk, survey))`,
  `create index survey_period on survey (unit, (coalesce(answered_at, launched_at)))`,
  `create index survey_dossier on survey (unit, dossier, answered_at, kiosk, survey)
     where answered_at is not null and dossier is not null`,
  `create index survey_without_launch on survey (answered_at)
     where launched_at is null and answered_at is not null`,
  `create table projection_cursor (
     kiosk uuid not null, journal uuid not null, seq bigint not null, primary key (kiosk, journal))`,
];

const office = [
  `create table office_user ("user" text primary key, password text)`,
  `create table office_link (
     link_hash text primary key, "user" text not null, expires_at bigint not null)`,
  `create table office_session (
     token_hash text primary key, "user" text not null, expires_at bigint not null)`,
];

const catalogue = [
  `create table publishing_key (
     id text primary key, public_key text not null, private_key text not null)`,
  // One row: everybody of the office works on the same draft.
  `create table catalogue_draft (
     one integer primary key check (one = 1), body text not null, changed_by text not null,
     changed_at bigint not null)`,
  `create table catalogue_version (
     version integer primary key, published_by text not null, manifest text not null,
     bytes integer not null, file bytea not null)`,
  `create table catalogue_import (id text primary key, made_at bigint not null, body text not null)`,
  `create table column_mapping (headings text primary key, mapping text not null)`,
];

/** Drafts and imports packed: bytes that the server passes on unread. `revision` tells who comes second. */
const cataloguePacked = [
  `alter table catalogue_draft alter column body type bytea using convert_to(body, 'UTF8')`,
  `alter table catalogue_draft add column revision integer not null default 1`,
  `alter table catalogue_import alter column body type bytea using convert_to(body, 'UTF8')`,
];

/** What launches and hand-overs say about the desk. The projection is made again, with what it left out before. */
const desk = [
  `alter table survey
     add column after_ms integer, add column launched_by text, add column client text,
     add column lateness text, add column late_days integer, add column apology text,
     add column apology_shown_at bigint`,
  `create index survey_of_dossier on survey (unit, dossier) where dossier is not null`,
  `create index survey_launched on survey (launched_at)`,
  `create table hand_over (
     kiosk uuid not null, entry uuid not null, at bigint not null, dossier text not null,
     procedure text, officer text, hand_over text not null, client text not null,
     primary key (kiosk, entry))`,
  `create index hand_over_at on hand_over (at)`,
  `delete from survey`,
  `delete from projection_cursor`,
  `alter table document add column published_by text`,
];

/** How the kiosks are, who made which code, and what was done to a kiosk. */
const fleet = [
  `create table kiosk_health (
     kiosk uuid primary key, at bigint not null, reading text, faults text not null)`,
  `create table kiosk_health_history (
     kiosk uuid not null, at bigint not null, faults text not null, readable boolean not null,
     primary key (kiosk, at))`,
  `alter table enrolment_code
     add column id uuid, add column tail text, add column made_by text, add column made_at bigint,
     add column again uuid, add column revoked_at bigint`,
  `create unique index enrolment_code_id on enrolment_code (id) where id is not null`,
  `create table fleet_deed (
     number bigint generated always as identity primary key, at bigint not null, by text,
     deed text not null, kiosk uuid, code uuid, detail text not null)`,
  `create index fleet_deed_of_kiosk on fleet_deed (kiosk, at)`,
];

/** Versions of the kiosk's program, and how far each has got. */
const releases = [
  `create table release (
     version text primary key, manifest text not null, file bytea not null, stage text not null,
     changed_by text not null, changed_at bigint not null)`,
];

/** What kiosks send for support, the technicians' key files, and where each version has got to. */
const care = [
  `create table support_bundle (
     kiosk uuid not null, id uuid not null, at bigint not null, bytes integer not null,
     file bytea not null, primary key (kiosk, id))`,
  `create table technician_key (
     id uuid primary key, technician text not null, units text, kiosks text, made_at bigint not null,
     made_by text not null, until bigint not null, signature_hash text not null, revoked_at bigint,
     revoked_by text)`,
  `create index entry_update on entry (kiosk) where kind like 'update.%' and quarantine is null`,
];

export const migrations: readonly MigrationStep[] = [
  {
    name: '0001-first',
    statements: [...places, ...kiosks, ...journals, ...projection, ...office],
  },
  { name: '0002-catalogue', statements: catalogue },
  { name: '0003-catalogue-packed', statements: cataloguePacked },
  { name: '0004-desk', statements: desk },
  { name: '0005-fleet', statements: fleet },
  { name: '0006-releases', statements: releases },
  { name: '0007-care', statements: care },
];
