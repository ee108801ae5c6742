import { Button } from "antd";
import { useEffect } from "react";
import { frameText } from "../text/frame-text.ts";
import {
  dismissAnnouncement,
  settleAnnouncement,
  useAnnouncement,
} from "./announcements.ts";
import { goTo } from "./place.ts";

export function AnnouncementLine({ address }: { address: string }) {
  const announcement = useAnnouncement();
  useEffect(() => settleAnnouncement(address), [announcement, address]);
  if (announcement === null) return null;
  const { filingId, sentence } = announcement;
  return (
    <div className="frame-line" key={announcement.id}>
      <span role="status">{sentence}</span>
      {filingId !== null && (
        <Button
          size="small"
          onClick={() => {
            dismissAnnouncement();
            goTo({ kind: "filing-detail", filingId });
          }}
        >
          {frameText.look}
        </Button>
      )}
      <Button size="small" type="text" onClick={dismissAnnouncement}>
        {frameText.dismiss}
      </Button>
    </div>
  );
}
