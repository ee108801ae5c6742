import { judgePassphrase } from "../../src-shared/draft-files/judge-passphrase.ts";
import {
  draftFileText,
  passphraseStrengthText,
} from "../text/draft-file-text.ts";

export interface TypedPassphrase {
  readonly passphrase: string;
  readonly again: string;
}

/** What stands in the way of a 文件密码 typed twice, as sentences. */
export function judgeTyped({ passphrase, again }: TypedPassphrase): {
  readonly passphrase: string | undefined;
  readonly again: string | undefined;
} {
  const strength = judgePassphrase(passphrase);
  const isRefused = strength === "too-short" || strength === "weak";
  return {
    passphrase:
      passphrase === ""
        ? draftFileText.required
        : isRefused
          ? passphraseStrengthText[strength]
          : undefined,
    again:
      again === ""
        ? draftFileText.againRequired
        : again !== passphrase
          ? draftFileText.differs
          : undefined,
  };
}
