import { Button } from "antd";
import { call } from "../app/bridge.ts";
import { updateText } from "../text/update-text.ts";
import { sayUpdate } from "./say-update.ts";
import { useUpdateState } from "./use-update-state.ts";

/** 版本和更新, on 系统设置. */
export function UpdateSection() {
  const state = useUpdateState();
  if (state === null) return null;
  const isRunning = ["checking", "downloading"].includes(state.stage.kind);
  return (
    <section className="sheet stack">
      <h2 className="section-title">{updateText.title}</h2>
      <p>{updateText.version(state.version)}</p>
      <p aria-live="polite">{sayUpdate(state)}</p>
      <div className="line">
        {isRunning ? (
          <Button onClick={() => void call("updates.cancel", {})}>
            {updateText.cancel}
          </Button>
        ) : (
          <Button onClick={() => void call("updates.check", {})}>
            {updateText.check}
          </Button>
        )}
      </div>
    </section>
  );
}
