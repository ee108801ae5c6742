import type { FilingRow } from "../../../src-shared/filings/filing-procedures.ts";

export function makeRow(changes: Partial<FilingRow> = {}): FilingRow {
  return {
    id: "11111111-1111-4111-8111-111111111111",
    year: 2026,
    uscc: "91110000MA001234XY",
    enterpriseName: "测试企业",
    enterpriseNature: "民营企业",
    enterpriseCategory: "distributor",
    reviewedAt: null,
    validUntil: null,
    kind: "new",
    state: "to-submit",
    sync: { kind: "synced" },
    hasWorkingCopy: false,
    actions: [],
    amendRefusal: null,
    remark: null,
    updatedAt: "2026-01-01T00:00:00.000Z",
    ...changes,
  };
}
