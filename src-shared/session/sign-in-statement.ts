import canonicalize from "canonicalize";
import { z } from "zod";
import { sha256Schema } from "../filings/filing-content.ts";
import { ProblemError } from "../problems/problem.ts";

export const signInPurpose = "cn.usedcar.filing/sign-in/v1";
/** The local challenge that opens drafts without the API; never accepted by any API. */
export const localUnlockPurpose = "cn.usedcar.filing/local-unlock/v1";

/** Built by the client alone: a server gives the nonce and nothing else of what is signed. */
export const signInStatementSchema = z.strictObject({
  purpose: z.enum([signInPurpose, localUnlockPurpose]),
  origin: z.string().max(300),
  nonce: z.string().max(100),
  certificateSha256: sha256Schema,
  signedAt: z.iso.datetime(),
});
export type SignInStatement = z.infer<typeof signInStatementSchema>;

/** RFC 8785 canonical JSON text. */
export function writeSignInStatement(statement: SignInStatement): string {
  const text = canonicalize(signInStatementSchema.parse(statement));
  if (text === undefined) throw new TypeError("not a JSON value");
  return text;
}

/** Throws `statement-malformed` unless the text is exactly the canonical form of a statement. */
export function parseSignInStatement(text: string): SignInStatement {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw new ProblemError("statement-malformed", undefined, { cause: error });
  }
  const statement = signInStatementSchema.safeParse(parsed);
  if (!statement.success || canonicalize(statement.data) !== text)
    throw new ProblemError("statement-malformed");
  return statement.data;
}
