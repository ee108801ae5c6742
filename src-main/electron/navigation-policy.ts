import { isAppUrl } from "./app-origin.ts";

/**
 * Chromium's PDF viewer is an extension built into it: the frame of a previewed PDF holds a frame of this extension,
 * which opens the file at an address of its own.
 */
const pdfViewerId = "mhjfbmdgcfjbbpaeojofohoefgiehjai";

export interface Navigation {
  readonly url: string;
  readonly isMainFrame: boolean;
  /** What the window shows. */
  readonly from: string;
}

/** The window stays on the page it was opened with; inside it only previews of attached files may be framed. */
export function mayNavigate({ url, isMainFrame, from }: Navigation): boolean {
  if (isMainFrame)
    return isAppUrl(url) && isAppUrl(from) && pathOf(url) === pathOf(from);
  if (url.startsWith("blob:")) return isAppUrl(url.slice("blob:".length));
  if (isPdfViewer(url)) return true;
  return isAppUrl(url) && pathOf(url).startsWith("/attachments/");
}

/** Part by part, as the `origin` of a scheme unknown to the URL standard is "null". */
function isPdfViewer(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, host, username, password } = new URL(text);
  return (
    protocol === "chrome-extension:" &&
    host === pdfViewerId &&
    username === "" &&
    password === ""
  );
}

function pathOf(url: string): string {
  return new URL(url).pathname;
}
