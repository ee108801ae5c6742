import { Button } from "antd";
import { useEffect, useRef } from "react";
import { frameText } from "../text/frame-text.ts";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import "../session/session.css";

export function HostGoneScreen() {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      className="lock-screen"
      aria-label={frameText.hostGoneTitle}
      onCancel={(event) => event.preventDefault()}
    >
      <ProblemNotice
        problem={{ code: "bridge-closed" }}
        action={
          <Button type="primary" onClick={() => location.reload()}>
            {frameText.reopen}
          </Button>
        }
      />
    </dialog>
  );
}
