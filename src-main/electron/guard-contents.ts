import type { Session, WebContents } from "electron";
import { mayNavigate } from "./navigation-policy.ts";

/** Applies to every WebContents the process ever makes, also to ones nobody planned. */
export function guardContents(contents: WebContents): void {
  contents.on("will-frame-navigate", (event) => {
    const { url, isMainFrame } = event;
    if (!mayNavigate({ url, isMainFrame, from: contents.getURL() }))
      event.preventDefault();
  });
  contents.on("will-redirect", (event) => event.preventDefault());
  contents.on("will-attach-webview", (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: "deny" }));
}

/** The page needs no camera, clipboard, location, device or notification right of its own. */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) =>
    answer(false),
  );
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
}
