import { Modal, type ModalProps } from "antd";
import { useEffect, useRef, useState, type KeyboardEvent } from "react";

/** Marks the control inside a dialog that takes the focus when it opens. */
export const firstFocus = { "data-first-focus": true };

/**
 * A dialog that is there as long as it is mounted. It gives the focus to the control marked with `firstFocus`, and
 * back to where it was before; antd does neither for a dialog that leaves by being unmounted.
 */
export function Dialog({
  onConfirm,
  ...props
}: Omit<ModalProps, "open" | "panelRef" | "wrapProps"> & {
  /** What the dialog's main button does; Ctrl+Enter does it too, wherever the focus is. */
  onConfirm?: () => void;
}) {
  const [before] = useState(() => document.activeElement);
  const panel = useRef<HTMLDivElement>(null);
  useEffect(
    () => () => {
      // Somebody who has clicked or tabbed on meanwhile is not called back.
      const isFocusLost =
        document.activeElement === null ||
        document.activeElement === document.body;
      if (isFocusLost && before instanceof HTMLElement && before.isConnected)
        before.focus();
    },
    [before],
  );
  return (
    <Modal
      mask={{ closable: false }}
      {...props}
      open
      wrapProps={{
        onKeyDown: (event: KeyboardEvent) => {
          if (event.key === "Enter" && event.ctrlKey) onConfirm?.();
        },
      }}
      panelRef={panel}
      afterOpenChange={(isOpen) => {
        if (isOpen)
          panel.current
            ?.querySelector<HTMLElement>("[data-first-focus]")
            ?.focus();
      }}
    />
  );
}
