import { z } from "zod";
import type { IdentityKey } from "../storage/identity-key.ts";
import { openJson, sealJson, type SealedPlace } from "../storage/sealed.ts";
import type { IdentityRow } from "./identity-store.ts";

/** Who an identity is, under its own key: only the right key can tell. */
const profileSchema = z.object({ kind: z.string(), name: z.string() });
type IdentityProfile = z.infer<typeof profileSchema>;

export function sealProfile(
  key: IdentityKey,
  profile: IdentityProfile,
): Buffer {
  return sealJson(key, profilePlace(key), profile);
}

/** Null where this is not the key of this identity. */
export function readProfile(
  key: IdentityKey,
  { sealedProfile }: IdentityRow,
): IdentityProfile | null {
  if (sealedProfile === null) return null;
  try {
    return profileSchema.parse(openJson(key, profilePlace(key), sealedProfile));
  } catch {
    return null;
  }
}

function profilePlace({ identityId }: IdentityKey): SealedPlace {
  return { table: "identities", column: "sealed_profile", id: identityId };
}
