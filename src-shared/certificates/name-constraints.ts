import type { Certificate, DistinguishedName } from "./certificate.ts";
import { membersOf, readDer, type DerValue } from "./der-reader.ts";
import { isSameName, nameOids } from "./distinguished-name.ts";
import { readDistinguishedName } from "./open-certificate.ts";

export const nameConstraintsOid = "2.5.29.30";
const alternativeNamesOid = "2.5.29.17";

// Context tags of NameConstraints and GeneralName.
const permittedTag = 0xa0;
const excludedTag = 0xa1;
const mailTag = 0x81;
const hostTag = 0x82;
const directoryTag = 0xa4;

type GeneralName =
  | { readonly form: "directory"; readonly name: DistinguishedName }
  | { readonly form: "mail" | "host"; readonly text: string }
  /** A form that is not judged here, known by its tag alone. */
  | { readonly form: number };

interface Constraints {
  /** A form that is not among them is free, but for what is excluded. */
  readonly permitted: readonly GeneralName[];
  readonly excluded: readonly GeneralName[];
}

/**
 * RFC 5280 section 4.2.1.10: whether the names of a certificate lie where an authority above it may issue. A constraint of a form
 * that is not judged here refuses every certificate with a name of that form; constraints that cannot be read refuse all.
 */
export function isWithinConstraintsOf(
  authority: Certificate,
  certificate: Certificate,
): boolean {
  const extension = authority.extensions.find(
    ({ oid }) => oid === nameConstraintsOid,
  );
  if (!extension) return true;
  try {
    const constraints = readConstraints(readDer(extension.content));
    return namesOf(certificate).every((name) => isAllowed(name, constraints));
  } catch {
    return false;
  }
}

function isAllowed(
  name: GeneralName,
  { permitted, excluded }: Constraints,
): boolean {
  const ofForm = (bases: readonly GeneralName[]): GeneralName[] =>
    bases.filter(({ form }) => form === name.form);
  const [within, without] = [ofForm(permitted), ofForm(excluded)];
  if (without.some((base) => isBelow(name, base) !== false)) return false;
  return within.length === 0 || within.some((base) => isBelow(name, base));
}

/** Null where the form is not judged: neither inside what is permitted nor outside what is excluded. */
function isBelow(name: GeneralName, base: GeneralName): boolean | null {
  if (name.form === "directory" && base.form === "directory")
    return startsWith(name.name, base.name);
  if (name.form === "mail" && base.form === "mail")
    return isMailBelow(name.text, base.text);
  if (name.form === "host" && base.form === "host")
    return isHostBelow(name.text, base.text);
  return null;
}

/** An empty base holds every name. */
function startsWith(name: DistinguishedName, base: DistinguishedName): boolean {
  const { length } = base.attributes;
  if (length === 0) return true;
  const head = name.attributes.slice(0, length);
  return isSameName({ encoding: new Uint8Array(), attributes: head }, base);
}

/** The base is one mailbox, one host, or with a dot in front all hosts below a domain. */
function isMailBelow(mailbox: string, base: string): boolean {
  if (base.includes("@")) return mailbox === base;
  const host = mailbox.slice(mailbox.lastIndexOf("@") + 1);
  return base.startsWith(".") ? host.endsWith(base) : host === base;
}

function isHostBelow(host: string, base: string): boolean {
  return base === "" || host === base || host.endsWith(`.${base}`);
}

/** Subtrees with a depth are none (RFC 5280 allows none): they count as unreadable. */
function readConstraints(value: DerValue): Constraints {
  const fields = membersOf(value);
  const basesOf = (tag: number): GeneralName[] =>
    fields
      .filter((field) => field.tag === tag)
      .flatMap((field) => membersOf(field, tag))
      .map((subtree) => {
        const [base, ...depth] = membersOf(subtree);
        if (base === undefined || depth.length > 0)
          throw new RangeError("a subtree with a depth");
        return readGeneralName(base);
      });
  return { permitted: basesOf(permittedTag), excluded: basesOf(excludedTag) };
}

function namesOf({ subject, extensions }: Certificate): GeneralName[] {
  const extension = extensions.find(({ oid }) => oid === alternativeNamesOid);
  const alternative = extension
    ? membersOf(readDer(extension.content)).map(readGeneralName)
    : [];
  // Old certificates carry the mailbox in the subject.
  const mailboxes = subject.attributes
    .filter(({ oid }) => oid === nameOids.mailbox)
    .map(({ value }) => ({ form: "mail" as const, text: textOf(value) }));
  return [
    ...(subject.attributes.length === 0
      ? []
      : [{ form: "directory" as const, name: subject }]),
    ...mailboxes,
    ...alternative,
  ];
}

function readGeneralName(value: DerValue): GeneralName {
  switch (value.tag) {
    case mailTag:
      return { form: "mail", text: textOf(value) };
    case hostTag:
      return { form: "host", text: textOf(value) };
    case directoryTag:
      return {
        form: "directory",
        name: readDistinguishedName(membersOf(value, directoryTag)[0]),
      };
    default:
      return { form: value.tag };
  }
}

function textOf({ content }: DerValue): string {
  return new TextDecoder().decode(content).toLowerCase();
}
