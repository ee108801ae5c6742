export const appScheme = "app";

/** The page's only address. A scheme of our own, so that no `file://` right and no remote content is ever needed. */
export const appAddress = `${appScheme}://client/`;

/** Compared part by part: `app:` is no scheme the URL standard knows, so its `origin` would be "null". */
export function isAppUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return (
    url.protocol === `${appScheme}:` &&
    url.host === "client" &&
    url.username === "" &&
    url.password === ""
  );
}
