import { useEffect, useState } from "react";

/** Whole seconds until that instant, rounded up and told every second; 0 when it has passed, or where there is none. */
export function useSecondsLeft(until: string | null): number {
  const [, setTick] = useState(0);
  const end = until === null ? 0 : Date.parse(until);
  useEffect(() => {
    if (end <= Date.now()) return;
    const timer = window.setInterval(() => {
      setTick((tick) => tick + 1);
      if (end <= Date.now()) window.clearInterval(timer);
    }, 1000);
    return () => window.clearInterval(timer);
  }, [end]);
  return secondsUntil(end);
}

function secondsUntil(end: number): number {
  return Math.max(0, Math.ceil((end - Date.now()) / 1000));
}
