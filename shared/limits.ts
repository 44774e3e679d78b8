/**
 * Every bound of the product, the unit in the name. Lengths are UTF-16 code units unless said otherwise.
 * A bound that a person may change lives in the kiosk settings; what stands here is what code relies on.
 */

// Texts
export const textLengthMax = 2_000;
export const nameLengthMax = 1_500; // official procedure names run beyond 1,000 characters
export const commentLengthMax = 2_000;
export const dossierCodeLengthMax = 64;
export const searchTextLengthMax = 200;

// The look-up
export const foundShownMax = 20; // results of one search
export const rowsOnPageMax = 24; // rows of one page of a list
export const searchWordsMax = 16; // words of a search that are looked at

// What a citizen takes home
export const takeAwayBytesMax = 1_273; // a QR code of version 25 at level L: 1 mm a module, as phones read it off a screen
export const takeAwayNameBytesMax = 300;

// Forms
export const formLevelsMin = 2;
export const formLevelsMax = 7; // more do not fit one row of 20 mm targets on the narrowest supported screen
export const formReasonsMax = 24;
export const formCriteriaMax = 24;

// Documents sent down
export const officersMax = 500;
export const calendarYearsMax = 30;
export const clientsMax = 50;
export const proceduresMax = 20_000;
export const catalogueItemsMax = 100_000;
export const procedureTextLengthMax = 50_000;
export const procedureItemsMax = 500;
export const packageBytesMax = 256 * 1024 * 1024; // as it travels
export const packageUnpackedBytesMax = 2 * 1024 * 1024 * 1024; // a small archive may swell
export const packageLineBytesMax = 32 * 1024 * 1024;

// Imports at the district
export const importBytesMax = 64 * 1024 * 1024;
export const importUnpackedBytesMax = 256 * 1024 * 1024; // a small archive may swell
export const importTimeoutMs = 5 * 60_000; // a large file over a slow line, read and compared
export const importProblemsShownMax = 500;
export const changesShownMax = 1_000; // of each kind, in a list; all are counted
export const lackingShownMax = 500; // the same for what completeness finds lacking; the file has them all
export const unassignedShownMax = 200; // named in a list; all are counted
export const importLifeMs = 24 * 60 * 60_000; // a preview that nobody takes is forgotten
export const workshopTaskMs = 5 * 60_000; // longer than any honest file of the bound above takes
export const workshopIdleMs = 30_000; // then its thread ends and gives its memory back
export const workshopMemoryMebibytes = 1_024; // a file that needs more ends the thread, not the server
export const staleAfterMonths = 12; // data older than this are to be compared with the decision again

// The journal
export const entryBodyBytesMax = 64 * 1024;
export const sealedTextBytesMax = 16 * 1024;

// Upload
export const batchEntriesMax = 500;
export const batchBytesMax = 4 * 1024 * 1024; // uncompressed
export const backoffFirstMs = 1_000;
export const backoffMaxMs = 5 * 60_000;
export const refusedRetryMs = 60 * 60_000; // after 401, 403, 410: collecting goes on, asking slows down
export const requestTimeoutMs = 30_000;
export const downloadTimeoutMs = 30 * 60_000; // a large catalogue over a slow line
export const idleUploadMs = 60_000; // a heartbeat: asks where the district stands even with nothing to send
export const retryAfterMaxMs = 60 * 60_000;
export const addressRetryFirstMs = 60_000; // an address the district sent that did not prove itself is asked again after
export const addressRetryMaxMs = 60 * 60_000;
export const addressLostMs = 30 * 60_000; // a new address silent so long is left again, if the old one answers
export const nudgeGapMs = 10_000; // news or a returned network brings a failed try forward, never closer than this
export const answerBytesMax = 64 * 1024; // an acknowledgement or a refusal
export const documentsAnswerBytesMax = 16 * 1024 * 1024; // all documents at once, the largest list of officers included

// The rating
export const tapShieldMs = 500; // a fresh screen takes no touch this long: it belongs to the screen before it
export const heldTouchMs = 5_000; // a finger down longer than this is a resting hand
export const keySlipMm = 6; // how far a fast thumb may slide off its key before it goes up
export const palmMm = 40; // a contact wider than this is no fingertip
export const touchedEveryMs = 1_000; // a window says that somebody is there no oftener than this
export const deadlineGraceMs = 750; // a tap made before the shown deadline still counts when it arrives this late
export const extensionsMax = 3;
export const phaseLifeMaxMs = 15 * 60_000; // touches renew a phase; a wet or blocked screen must not hold the kiosk for ever
export const proceduresShownMax = 20; // answers of one look-up

export const forgetEveryMs = 60 * 60_000; // how often acknowledged entries beyond the retention time are looked for

// A disk that refused a write
export const storageProbeMs = 2_000; // how often the machine tries whether it can write again

// Clock
export const clockJumpMs = 5_000; // wall time against monotonic time; more than this is an entry

// Reports
export const personMinimumAnswers = 5;
export const unitMinimumAnswers = 30;

// A visit
export const visitIdleMs = 90_000; // display and language choices without a touch this long belong to somebody who left
export const visitCountdownMs = 20_000; // the last part of it, counted down on the screen while something is open
export const refusalShownMs = 30_000; // how long a screen that nobody closes says that nothing was recorded

// A window that lost its machine
export const goneAfterMs = 300; // a shorter loss is not worth a screen
export const bridgeRetryFirstMs = 100;
export const bridgeRetryMaxMs = 2_000;

// Doors
export const partBytesMax = 8 * 1024 * 1024; // a part of the catalogue as the office edits it: every code for every unit
export const requestBodyBytesMax = 256 * 1024;
export const doorBodyBytesMax = 2 * 1024 * 1024; // the kiosk's own doors: a comment far too long still gets its sentence
export const surveyHistoryMax = 50; // surveys whose last status the desk can still be told

// The desk
export const lockAfterMs = 15 * 60_000; // a desk nobody uses locks, until the unit says otherwise
export const sessionLifeMs = 10 * 60 * 60_000;
export const shiftGraceMs = 30 * 60_000; // whoever serves the last citizen of a shift is not shut out
export const pinLengthMin = 6;
export const pinLengthMax = 32;
export const pinFreeTries = 3; // wrong PINs before the first pause
export const pinPauseFirstMs = 5_000; // doubles with each further one
export const pinPauseMaxMs = 15 * 60_000;
export const pinMemoryMs = 60 * 60_000; // a pause is forgotten this long after it ended
export const seatsRememberedMax = 1_000;
export const dossiersFoundMax = 8;
export const dossierTailMin = 3; // digits that are worth looking for
export const preLoadedMax = 2_000; // one day of one unit, with room to spare
export const recentEntriesRead = 2_000; // how far back a start reads for wrong PINs, hand-overs and habits
export const apologyMs = 20_000;
export const apologyTextLengthMax = 500;
export const slipNumberLengthMax = 64;
export const refusalsNotedPerMinute = 5;

// The technician
export const technicianIdleMs = 5 * 60_000; // a page that nobody uses ends
export const technicianEventsMax = 200; // entries of one page of the log
export const healthEveryMs = 60_000; // how often the kiosk looks at itself
export const healthNotedEveryMs = 24 * 60 * 60_000; // how often an entry says so, without a change
export const statusFileStaleMs = 3 * 60_000; // a status file older than this is of a kiosk that stands still
export const revokedKeyFilesMax = 200; // only those that have not ended by themselves
export const namedUnitsMax = 500; // units that a key file names, and
export const namedKiosksMax = 5_000; // kiosks that it, or a stage of a release, names
export const keyFilesOpenMax = revokedKeyFilesMax; // at a time: each of them can still be taken back
export const keyFileLifeMaxMs = 366 * 24 * 60 * 60_000; // a lost stick opens kiosks without a network until then
export const bundlesKept = 3; // of each kiosk at the district, the newest
export const bundlesAtOnceMax = 2; // that the district takes in at a time; each is held in memory
export const provisionBytesMax = 64 * 1024;
export const provisionRetryMs = 5_000; // how often a kiosk that is not enrolled looks for a provision file
export const bundleBytesMax = 32 * 1024 * 1024;
export const logFileBytesMax = 5 * 1024 * 1024;
export const logFilesKept = 4;

// Updates of the program
export const releaseBytesMax = 64 * 1024 * 1024; // as it travels; the program without Node is 12 MB
export const manifestBytesMax = 64 * 1024; // of a release, in front of its file when the office hands it in
export const releaseUnpackedBytesMax = 256 * 1024 * 1024; // a small archive may swell
export const releaseFilesMax = 5_000;
export const updateAskMs = 10 * 60_000; // how often the kiosk asks for a newer version
export const trialStartsMax = 3; // a new version that ends this often before it is well is rolled back
export const trialReportsNeeded = 3; // in a row, within one start
export const trialReportMs = 20_000;
export const trialReadyMs = 3 * 60_000; // a new version that does not open its doors in this time is ended
export const trialMs = 15 * 60_000; // one that the district refuses so long is ended too
export const releasesRefusedKept = 50;

// The integration API
export const idempotencyKeyLengthMax = 200;
export const idempotencyLifeMs = 24 * 60 * 60_000;
export const idempotencyKeysMax = 5_000;
export const apiCallsPerMinute = 30_000; // of one client: 500 a second
export const doorCallsPerMinute = 1_200; // of one address at the door to the LAN

// The office's pages
export const fleetRefreshMs = 30_000;
export const kioskSilentMs = 15 * 60_000; // idle kiosks call every idleUploadMs; this long without a call deserves a look
export const kioskSilentLongMs = 24 * 60 * 60_000;
export const fleetBatchMax = 200; // kiosks that are provided for at once
export const enrolmentCodeLifeMaxMs = 92 * 24 * 60 * 60_000; // a sheet of codes may lie in a drawer for a quarter, not longer
export const healthHistoryMax = 200; // changes in how a kiosk is that the district remembers
export const fleetChangesShown = 50;
export const procedureRowsFirst = 12; // longer tables open on request
