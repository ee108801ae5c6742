import type { SmsPurpose } from "../../src-shared/companion-api/account-shapes.ts";

/** What a code proves: that whoever gives it reads the messages of this mobile, or of this mail address in lower case. */
export type CodeProof =
  | { readonly purpose: SmsPurpose; readonly to: string }
  | { readonly purpose: "email"; readonly to: string };
