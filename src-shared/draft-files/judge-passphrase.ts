export const shortestPassphrase = 10;

export type PassphraseStrength = "too-short" | "weak" | "medium" | "strong";

const enoughBits = 48;
const strongBits = 75;

/**
 * How long somebody who has the file would have to guess, roughly: characters that are no repetition and no run of their
 * neighbour, times what each could have been. Too short and weak ones are refused, because nothing else protects a file.
 */
export function judgePassphrase(passphrase: string): PassphraseStrength {
  // As the key is made of it: an input method in full-width mode writes other digits than it means.
  const normalised = passphrase.normalize("NFKC");
  const characters = Array.from(normalised);
  if (characters.length < shortestPassphrase) return "too-short";
  const codes = characters.map((each) => each.codePointAt(0) ?? 0);
  const unexpected = codes.filter(
    (code, index) => Math.abs(code - (codes[index - 1] ?? -9)) > 1,
  ).length;
  const different = new Set(codes).size;
  const bits = Math.min(unexpected, different * 2) * bitsOfOne(normalised);
  if (bits < enoughBits) return "weak";
  return bits < strongBits ? "medium" : "strong";
}

function bitsOfOne(passphrase: string): number {
  const alphabets: readonly (readonly [RegExp, number])[] = [
    [/[0-9]/, 10],
    [/[a-z]/, 26],
    [/[A-Z]/, 26],
    [/[ -/:-@[-`{-~]/, 33],
    // 常用字, of which people use few.
    [/[^ -~]/, 1000],
  ];
  const size = alphabets.reduce(
    (sum, [letter, count]) => sum + (letter.test(passphrase) ? count : 0),
    0,
  );
  return Math.log2(size);
}
