import { ProblemError } from "../../src-shared/problems/problem.ts";

/** All that ever leaves for the system's browser (decision 0026). */
export interface LinkList {
  /** Addresses that IT has set, opened to the letter. */
  readonly addresses: () => readonly string[];
  /** Where IT's OpenID provider signs people in, whatever the path; null = it names none. */
  readonly signInOrigin: () => Promise<string | null>;
}

/** @returns opens an address of the list; throws `link-not-listed` for any other */
export function openListedLink(
  { addresses, signInOrigin }: LinkList,
  openInBrowser: (url: string) => Promise<void>,
): (address: string) => Promise<void> {
  return async (address) => {
    const url = readWebAddress(address);
    const isListed =
      url !== null &&
      (addresses().some((each) => new URL(each).href === url.href) ||
        url.origin === (await signInOrigin()));
    if (!isListed) throw new ProblemError("link-not-listed");
    await openInBrowser(url.href);
  };
}

/** The scheme is judged too: `blob:` has the origin of the address inside it. */
function readWebAddress(text: string): URL | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const isWeb = url.protocol === "https:" || url.protocol === "http:";
  return isWeb && url.username === "" && url.password === "" ? url : null;
}
