export const derTags = {
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
  explicit0: 0xa0,
  explicit4: 0xa4,
} as const;

type DerTag = (typeof derTags)[keyof typeof derTags];

/** One DER value. Parts are taken as they are, so that certificates keep their exact bytes. */
export function der(tag: DerTag, ...parts: readonly Uint8Array[]): Uint8Array {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return joinBytes(Uint8Array.of(tag, ...derLength(length)), ...parts);
}

export function derOid(oid: string): Uint8Array {
  const [root = 0, arc = 0, ...others] = oid.split(".").map(Number);
  const numbers = [root * 40 + arc, ...others];
  return der(derTags.oid, Uint8Array.from(numbers.flatMap(inSevenBits)));
}

export function derSmallInteger(value: number): Uint8Array {
  return der(derTags.integer, Uint8Array.of(value));
}

/** X.690 section 11.6: the members of a SET OF stand in the order of their encodings. */
export function derSetOf(members: readonly Uint8Array[]): Uint8Array {
  return der(derTags.set, ...[...members].sort(compareEncodings));
}

/** RFC 5652 section 11.3: UTCTime until 2049, GeneralizedTime after, seconds given, always Z. */
export function derTime(time: Date): Uint8Array {
  const digits = time
    .toISOString()
    .replace(/\.\d+Z$/, "")
    .replace(/\D/g, "");
  const isShort = time.getUTCFullYear() >= 1950 && time.getUTCFullYear() < 2050;
  const text = `${isShort ? digits.slice(2) : digits}Z`;
  return der(
    isShort ? derTags.utcTime : derTags.generalizedTime,
    new TextEncoder().encode(text),
  );
}

export function compareEncodings(left: Uint8Array, right: Uint8Array): number {
  for (let index = 0; index < Math.min(left.length, right.length); index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

function joinBytes(...parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(
    parts.reduce((sum, part) => sum + part.length, 0),
  );
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

/** X.690 section 8.19.2: groups of seven bits, all but the last one marked. */
function inSevenBits(number: number): number[] {
  const groups = [number % 128];
  for (let rest = Math.floor(number / 128); rest > 0;) {
    groups.unshift(0x80 | (rest % 128));
    rest = Math.floor(rest / 128);
  }
  return groups;
}

function derLength(length: number): number[] {
  if (length < 0x80) return [length];
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256))
    bytes.unshift(rest % 256);
  return [0x80 | bytes.length, ...bytes];
}
