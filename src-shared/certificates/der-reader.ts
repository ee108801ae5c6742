export interface DerValue {
  readonly tag: number;
  /** With tag and length. */
  readonly encoding: Uint8Array;
  readonly content: Uint8Array;
}

/** Of the universal types those that certificates, lists and signatures have; constructed ones with their mark. */
export const readTags = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

const constructed = 0x20;
const mostLengthBytes = 4;

/**
 * One value and nothing behind it (X.690): tags of one byte, definite lengths. What is signed is compared byte by byte
 * elsewhere, so a length spelt longer than need be is let through. Throws RangeError.
 */
export function readDer(bytes: Uint8Array): DerValue {
  const value = readAt(bytes, 0);
  if (value.encoding.length !== bytes.length) throw notDer();
  return value;
}

/** The same where something may stand behind it. Throws RangeError. */
export function readFirstDer(bytes: Uint8Array): DerValue {
  return readAt(bytes, 0);
}

/** What a value of this constructed type holds. Throws RangeError. */
export function membersOf(
  value: DerValue | undefined,
  tag: number = readTags.sequence,
): DerValue[] {
  if (value?.tag !== tag || !(tag & constructed)) throw notDer();
  const members: DerValue[] = [];
  for (let at = 0; at < value.content.length;) {
    const member = readAt(value.content, at);
    members.push(member);
    at += member.encoding.length;
  }
  return members;
}

/** The content of a value of exactly this type. Throws RangeError. */
export function contentOf(
  value: DerValue | undefined,
  tag: number,
): Uint8Array {
  if (value?.tag !== tag) throw notDer();
  return value.content;
}

/** Of whole bytes, as keys and signatures are. Throws RangeError. */
export function bitStringBytes(value: DerValue | undefined): Uint8Array {
  const content = contentOf(value, readTags.bitString);
  if (content[0] !== 0) throw notDer();
  return content.subarray(1);
}

/** In dotted form. Throws RangeError. */
export function readOid(value: DerValue | undefined): string {
  const content = contentOf(value, readTags.oid);
  const numbers: number[] = [];
  let number = 0;
  for (const byte of content) {
    number = number * 128 + (byte & 0x7f);
    if (!Number.isSafeInteger(number)) throw notDer();
    if (byte & 0x80) continue;
    numbers.push(number);
    number = 0;
  }
  const [first, ...others] = numbers;
  if (first === undefined || (content.at(-1) ?? 0) & 0x80) throw notDer();
  const root = Math.min(Math.floor(first / 40), 2);
  return [root, first - root * 40, ...others].join(".");
}

/** UTCTime or GeneralizedTime, in Greenwich as RFC 5280 section 4.1.2.5 wants it. Throws RangeError. */
export function readTime(value: DerValue | undefined): Date {
  const isShort = value?.tag === readTags.utcTime;
  if (!value || (!isShort && value.tag !== readTags.generalizedTime))
    throw notDer();
  const text = String.fromCharCode(...value.content);
  const pattern = isShort
    ? /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?Z$/
    : /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?Z$/;
  const found = pattern.exec(text);
  if (!found) throw notDer();
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found
    .slice(1)
    .map((part: string | undefined) => Number(part ?? 0));
  const fullYear = isShort ? year + (year < 50 ? 2000 : 1900) : year;
  const time = new Date(0);
  time.setUTCFullYear(fullYear, month - 1, day);
  time.setUTCHours(hour, minute, second);
  if (time.getUTCMonth() !== month - 1 || time.getUTCDate() !== day)
    throw notDer();
  return time;
}

function readAt(bytes: Uint8Array, at: number): DerValue {
  const [tag, first] = [bytes[at], bytes[at + 1]];
  // A tag number of 31 would go on in the next byte.
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f)
    throw notDer();
  const lengthBytes = first < 0x80 ? 0 : first & 0x7f;
  if (first === 0x80 || lengthBytes > mostLengthBytes) throw notDer();
  let length = lengthBytes === 0 ? first : 0;
  for (let index = 0; index < lengthBytes; index++)
    length = length * 256 + (bytes[at + 2 + index] ?? 0);
  const start = at + 2 + lengthBytes;
  if (start + length > bytes.length) throw notDer();
  return {
    tag,
    encoding: bytes.subarray(at, start + length),
    content: bytes.subarray(start, start + length),
  };
}

function notDer(): RangeError {
  return new RangeError("not DER");
}
