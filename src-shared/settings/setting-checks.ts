// What a text has to be, beyond its length. Pure, so that the page can say it while typing and the host judges by it.

export function isAnyText(): boolean {
  return true;
}

/** Plain HTTP only where there is no network in between. */
export function isCompanionAddress(text: string): boolean {
  const url = parse(text);
  if (url === null) return false;
  return (
    url.protocol === "https:" ||
    (url.protocol === "http:" && isLoopback(url.hostname))
  );
}

export function isHttpsAddress(text: string): boolean {
  return parse(text)?.protocol === "https:";
}

/** A PAC file is often served inside the company without TLS, as Windows itself accepts it. */
export function isWebAddress(text: string): boolean {
  const protocol = parse(text)?.protocol;
  return protocol === "https:" || protocol === "http:";
}

/** `http://proxy.example.cn:8080` or `proxy.example.cn:8080`; a name and a password are asked for, never kept here. */
export function isProxyAddress(text: string): boolean {
  const url = parse(/^[a-z0-9+.-]+:\/\//i.test(text) ? text : `http://${text}`);
  if (url === null || url.pathname.length > 1 || url.search !== "")
    return false;
  return (
    url.protocol === "http:" ||
    url.protocol === "https:" ||
    url.protocol === "socks5:"
  );
}

/** Chromium's and Windows' notation: a host, `*.example.cn`, an address with `/bits`, `<local>`. */
export function isProxyBypass(text: string): boolean {
  return /^(<local>|[\w*.:/[\]-]+)$/.test(text);
}

/** Absolute on Windows (drive or share) or elsewhere: a relative one would depend on where the client was started. */
export function isAbsolutePath(text: string): boolean {
  return /^([a-z]:[\\/]|\\\\[^\\]+\\[^\\]+|\/)/i.test(text);
}

/** A phone number as people write it. */
export function isPhone(text: string): boolean {
  return /^[\d+()（）\-—、，,;；/ 转\s]{3,}$/.test(text);
}

/** Of a public key: SHA-256 in base64url (RFC 7638). */
export function isThumbprint(text: string): boolean {
  return /^[\w-]{43}$/.test(text);
}

export function isVersion(text: string): boolean {
  return /^\d{1,5}(\.\d{1,5}){2}$/.test(text);
}

function parse(text: string): URL | null {
  // A name and a password in an address would lie readable in the registry and in this client's file.
  if (!URL.canParse(text) || text.includes("@")) return null;
  return new URL(text);
}

function isLoopback(hostname: string): boolean {
  return (
    hostname === "localhost" ||
    hostname === "[::1]" ||
    /^127(\.\d{1,3}){3}$/.test(hostname)
  );
}
