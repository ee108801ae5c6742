import {
  keyAuthorityCatalogueSchema,
  readKeyAuthorityLine,
  type KeyAuthorityCatalogue,
} from "../../src-shared/usb-key/key-authority.ts";
import shippedAuthorities from "../../native/key-authorities.json" with { type: "json" };

/** The shipped catalogue; what IT has configured, one authority a line, comes first. */
export function keyAuthorities(
  configured: readonly string[] = [],
): KeyAuthorityCatalogue {
  const shipped = keyAuthorityCatalogueSchema.parse(shippedAuthorities);
  return {
    ...shipped,
    authorities: [
      ...configured
        .map(readKeyAuthorityLine)
        .filter((authority) => authority !== null),
      ...shipped.authorities,
    ],
  };
}
