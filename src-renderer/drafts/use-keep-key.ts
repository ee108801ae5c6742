import { useEffect, useEffectEvent } from "react";

/** Ctrl+S, and not the browser's own saving of the page. */
export function useKeepKey(onKeep: () => void): void {
  const keep = useEffectEvent(onKeep);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isKeepKey =
        (event.ctrlKey || event.metaKey) &&
        !event.altKey &&
        event.key.toLowerCase() === "s";
      if (!isKeepKey) return;
      event.preventDefault();
      if (!event.repeat) keep();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);
}
