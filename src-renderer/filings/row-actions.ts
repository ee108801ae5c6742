import {
  rowActionSchema,
  type FilingRow,
  type RowAction,
} from "../../src-shared/filings/filing-procedures.ts";
import type { FormMode } from "../app/place.ts";

/** 修改 上报 变更 详情 删除 取消发送 重试: always in this order, only those that work now. */
export function orderedActions(row: FilingRow): readonly RowAction[] {
  return rowActionSchema.options.filter((action) =>
    row.actions.includes(action),
  );
}

/** 修改 of a saved 变更 opens the 变更 form. */
export function editModeOf(row: FilingRow): FormMode {
  return row.kind === "amendment" ? "amend" : "edit";
}
