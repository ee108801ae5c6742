import { urgentUpdateLine } from "./say-update.ts";
import { useUpdateState } from "./use-update-state.ts";

export function UpdateLine() {
  const line = urgentUpdateLine(useUpdateState());
  return line === null ? null : <div className="frame-line">{line}</div>;
}
