import { isAppUrl } from "./app-origin.ts";

/** Pages outside that the client may hand to the system's browser: the ministry's platform and the licence bureau. */
const externalOrigins = [
  "https://ecomp.mofcom.gov.cn",
  "https://www.licence.org.cn",
];

export interface Navigation {
  readonly url: string;
  readonly isMainFrame: boolean;
}

/** The window stays on the page it was opened with; inside it only previews of attached files may be framed. */
export function mayNavigate({ url, isMainFrame }: Navigation): boolean {
  if (isMainFrame)
    return isAppUrl(url) && ["/", "/index.html"].includes(pathOf(url));
  if (url.startsWith("blob:")) return isAppUrl(url.slice("blob:".length));
  return isAppUrl(url) && pathOf(url).startsWith("/attachments/");
}

function pathOf(url: string): string {
  return new URL(url).pathname;
}

export function mayOpenExternally(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { origin, username, password } = new URL(url);
  return externalOrigins.includes(origin) && username === "" && password === "";
}
