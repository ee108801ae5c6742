import { Skeleton } from "antd";
import { useEffect, useState } from "react";
import { frameText } from "../text/frame-text.ts";

/** What is quick shows nothing in between; the grey lines come after 300 ms only. */
export function LoadingBlock() {
  const [isSlow, setIsSlow] = useState(false);
  useEffect(() => {
    const timer = window.setTimeout(() => setIsSlow(true), 300);
    return () => window.clearTimeout(timer);
  }, []);
  return (
    <div aria-busy="true">
      {isSlow && (
        <>
          <span className="visually-hidden" role="status">
            {frameText.loading}
          </span>
          <Skeleton title={false} paragraph={{ rows: 4 }} />
        </>
      )}
    </div>
  );
}
