import { askAuthenticode, type AskAuthenticode } from "./ask-authenticode.ts";
import {
  readEmbeddedSignature,
  type EmbeddedSignature,
} from "./read-embedded-signature.ts";

export interface ModuleSignature {
  readonly state: "signed" | "unsigned" | "invalid" | "unknown";
  /** As the file itself says; null where it names nobody. */
  readonly signerName: string | null;
}

/** Windows decides; where it has no word, the file alone can only be contradicted, or be without a signature. */
export async function judgeModuleSignature(
  modulePath: string,
  ask: AskAuthenticode = askAuthenticode,
): Promise<ModuleSignature> {
  const embedded = await readEmbeddedSignature(modulePath);
  const verdict = embedded === null ? null : await ask(modulePath);
  return {
    state: stateOf(verdict, embedded),
    signerName: embedded?.kind === "fits" ? embedded.signerName : null,
  };
}

function stateOf(
  verdict: string | null,
  embedded: EmbeddedSignature | null,
): ModuleSignature["state"] {
  switch (verdict) {
    case "Valid":
      return "signed";
    case "NotSigned":
      return "unsigned";
    case "HashMismatch":
    case "NotTrusted":
      return "invalid";
    default:
      if (embedded?.kind === "none") return "unsigned";
      return embedded?.kind === "broken" ? "invalid" : "unknown";
  }
}
