export const recoveryProblemCodes = [
  /** `groups`: the places with a mistake, as text. */
  "recovery-code-mistyped",
  /** Opens nothing of the person who proved to be here, whatever else it might open. */
  "recovery-code-wrong",
  /** Nobody ever made a code on this profile. */
  "recovery-code-never-made",
  /** Typed back, it is not the one that was shown. */
  "recovery-code-not-the-shown",
] as const;
