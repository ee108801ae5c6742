import { accountProcedures } from "../accounts/account-procedures.ts";
import { attachmentProcedures } from "../attachments/attachment-procedures.ts";
import { diagnosticsProcedures } from "../diagnostics/diagnostics-procedures.ts";
import {
  backupEvents,
  backupProcedures,
} from "../backups/backup-procedures.ts";
import {
  draftFileEvents,
  draftFileProcedures,
} from "../draft-files/draft-file-procedures.ts";
import { draftEvents, draftProcedures } from "../drafts/draft-procedures.ts";
import {
  filingEvents,
  filingProcedures,
} from "../filings/filing-procedures.ts";
import {
  networkEvents,
  networkProcedures,
} from "../network/network-procedures.ts";
import { printingProcedures } from "../printing/printing-procedures.ts";
import { recoveryProcedures } from "../recovery/recovery-procedures.ts";
import { rescuedProcedures } from "../rescued/rescued-procedures.ts";
import {
  accountSessionProcedures,
  sessionEvents,
  sessionProcedures,
} from "../session/session-procedures.ts";
import {
  settingsEvents,
  settingsProcedures,
} from "../settings/settings-procedures.ts";
import { syncEvents, syncProcedures } from "../sync/sync-procedures.ts";
import {
  updateEvents,
  updateProcedures,
} from "../updates/update-procedures.ts";
import {
  usbKeyEvents,
  usbKeyProcedures,
} from "../usb-key/usb-key-procedures.ts";

/** Everything the page may ask of the host. Adding a line here obliges src-main to handle it (typed). */
export const contract = {
  ...sessionProcedures,
  ...recoveryProcedures,
  ...accountSessionProcedures,
  ...accountProcedures,
  ...rescuedProcedures,
  ...backupProcedures,
  ...usbKeyProcedures,
  ...draftProcedures,
  ...draftFileProcedures,
  ...attachmentProcedures,
  ...filingProcedures,
  ...syncProcedures,
  ...printingProcedures,
  ...diagnosticsProcedures,
  ...settingsProcedures,
  ...updateProcedures,
  ...networkProcedures,
} as const;

/** Everything the host may tell the page unasked. */
export const events = {
  ...sessionEvents,
  ...backupEvents,
  ...usbKeyEvents,
  ...draftEvents,
  ...draftFileEvents,
  ...filingEvents,
  ...syncEvents,
  ...settingsEvents,
  ...updateEvents,
  ...networkEvents,
} as const;

export type ProcedureName = keyof typeof contract;
export type EventName = keyof typeof events;
