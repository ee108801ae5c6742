import { Popover } from "antd";
import { useRef, useState } from "react";
import { frameText, syncText } from "../text/frame-text.ts";
import { StateDot } from "../ui/state-dot.tsx";
import { useSyncState } from "./host-state.ts";
import { judgeSyncState } from "./judge-sync-state.ts";
import { SyncPanel } from "./sync-panel.tsx";

/** State and counts, always in sight; a click opens what is behind them. */
export function SyncStateMark(props: { onSignInAgain: () => void }) {
  const state = useSyncState();
  const [isOpen, setIsOpen] = useState(false);
  const mark = useRef<HTMLButtonElement>(null);
  if (state === null) return null;
  const { tone, sentence } = judgeSyncState(state);
  const close = () => {
    setIsOpen(false);
    mark.current?.focus();
  };
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      open={isOpen}
      onOpenChange={setIsOpen}
      title={syncText.details}
      destroyOnHidden
      content={
        <SyncPanel
          state={state}
          onClose={close}
          onSignInAgain={() => {
            setIsOpen(false);
            props.onSignInAgain();
          }}
        />
      }
    >
      <button
        ref={mark}
        type="button"
        className="top-bar-state top-bar-sync"
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        aria-label={`${frameText.syncState}${sentence}，${syncText.counts(state.counts)}`}
      >
        <span className="line">
          <StateDot tone={tone} />
          <span role="status">{sentence}</span>
        </span>
        <span className="top-bar-counts">{syncText.counts(state.counts)}</span>
      </button>
    </Popover>
  );
}
