import { useEffect, useState } from "react";

/** A dialog that is taken away returns the focus to whatever had it before; antd does so only where it is kept hidden. */
export function useReturnFocus(): void {
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      // After React has removed the dialog, which would take the focus along.
      queueMicrotask(() => {
        const isNowhere = document.activeElement === document.body;
        if (isNowhere && before instanceof HTMLElement)
          before.focus({ preventScroll: true });
      });
    },
    [before],
  );
}
