const longest = 200;

/**
 * A text that a driver, key or file gave of itself, without what could name a person or a piece: given secrets
 * (serial numbers), long numbers (ID and telephone numbers, dates of birth), long hexadecimal ones (slots named after a serial
 * number), telephone numbers in groups, mail addresses, the name of the user's folder.
 */
export function redact(text: string, secrets: readonly string[] = []): string {
  let shown = text.replace(/\p{Cc}+/gu, " ").trim();
  for (const secret of secrets) {
    if (secret.length >= 4) shown = shown.replaceAll(secret, hidden);
  }
  return shown
    .replace(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, hidden)
    .replace(/\d{3,4}(?:[ -]\d{3,4}){2}/g, hidden)
    .replace(/[0-9A-Za-z]*\d{6,}[0-9A-Za-z]*/g, hidden)
    .replace(/(?:0x)?[0-9a-fA-F]{8,}/g, hidden)
    .replace(/([/\\](?:home|Users|用户)[/\\])[^/\\]+/gi, `$1${hidden}`)
    .slice(0, longest);
}

/** 张三 → 张*: enough to tell two people at one desk apart. */
export function maskName(name: string): string {
  const [first = ""] = Array.from(redact(name));
  return first === "" ? "" : `${first}*`;
}

const hidden = "…";
