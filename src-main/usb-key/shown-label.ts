import type { HostToken } from "../../src-shared/usb-key/key-host-messages.ts";

/**
 * What a clerk reads as the key's name. pkcs11js 2.1.7 makes texts of a token from UTF-8 alone, so that one in GBK arrives spoilt;
 * a certificate's label on the same key comes as bytes and was read either way.
 */
export function shownLabel({ name, model, certificates }: HostToken): string {
  return (
    [name.label, ...certificates.map(({ label }) => label), model].find(
      isReadable,
    ) ?? ""
  );
}

function isReadable(text: string): boolean {
  return text !== "" && !text.includes("\ufffd");
}
