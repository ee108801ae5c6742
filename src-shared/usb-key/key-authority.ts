import { z } from "zod";

/** How one authority's keys behave and what its holders are to do; data, because every authority does it its own way. */
export const keyAuthoritySchema = z.strictObject({
  name: z.string().min(1).max(50),
  /** Parts of the issuer's name in its certificates, whatever the case. */
  issuers: z.array(z.string().min(2)).min(1),
  /** Wrong PINs in a row until its keys lock themselves. */
  locksAfter: z.int().min(2).max(100),
  /** What a clerk is told about a locked key: one or two sentences. */
  unlock: z.string().min(1).max(300),
  /** What a clerk is told before and after a certificate expires. */
  renew: z.string().min(1).max(300),
});
export type KeyAuthority = z.infer<typeof keyAuthoritySchema>;

/** What is said where the authority is not known. */
export const otherAuthoritySchema = keyAuthoritySchema.omit({
  name: true,
  issuers: true,
});
export type AuthorityGuidance = z.infer<typeof otherAuthoritySchema>;

export const keyAuthorityCatalogueSchema = z.strictObject({
  authorities: z.array(keyAuthoritySchema),
  others: otherAuthoritySchema,
});
export type KeyAuthorityCatalogue = z.infer<typeof keyAuthorityCatalogueSchema>;

/**
 * One authority as IT writes it in one line: `name|parts of the issuer's name, by commas|tries|how to unlock|how to renew`.
 * Null where the line is none.
 */
export function readKeyAuthorityLine(line: string): KeyAuthority | null {
  const [name, issuers = "", locksAfter, unlock, renew, ...others] = line
    .split("|")
    .map((part) => part.trim());
  const read = keyAuthoritySchema.safeParse({
    name,
    issuers: issuers
      .split(/[,，]/)
      .map((part) => part.trim())
      .filter((part) => part !== ""),
    locksAfter: Number(locksAfter),
    unlock,
    renew,
  });
  return read.success && others.length === 0 ? read.data : null;
}

/** The first whose name stands in the issuer's. */
export function guidanceOf(
  issuer: string,
  { authorities, others }: KeyAuthorityCatalogue,
): AuthorityGuidance {
  const name = issuer.toLowerCase();
  const known = authorities.find(({ issuers }) =>
    issuers.some((part) => name.includes(part.toLowerCase())),
  );
  const { locksAfter, unlock, renew } = known ?? others;
  return { locksAfter, unlock, renew };
}
