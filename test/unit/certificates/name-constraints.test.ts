import "reflect-metadata";
import { Extension, Name, type JsonNameParams } from "@peculiar/x509";
import { beforeAll, describe, expect, it } from "vitest";
import type { DemoAuthority } from "../../../dev/demo-ca/demo-authority.ts";
import { ownBytes } from "../../../src-shared/certificates/bytes.ts";
import { der, derTags } from "../../../src-shared/cms/der-writer.ts";
import { validatePath } from "../../../src-shared/certificates/validate-path.ts";
import {
  derOf,
  estateTime,
  makeIntermediate,
  makeLeaf,
  makeRoot,
  trustOf,
} from "../../fixtures/certificates/make-certificate-estate.ts";
import {
  generalName,
  nameConstraints,
} from "../../fixtures/certificates/name-constraints.ts";

const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const mail = (value: string) => generalName(0x81, text(value));
const host = (value: string) => generalName(0x82, text(value));
const network = generalName(0x87, Uint8Array.of(10, 0, 0, 0, 255, 0, 0, 0));
const directory = (name: JsonNameParams) =>
  generalName(0xa4, new Uint8Array(new Name(name).toArrayBuffer()));
const alternativeNames = (...names: Uint8Array[]) =>
  new Extension("2.5.29.17", false, ownBytes(der(derTags.sequence, ...names)));

const china: JsonNameParams = [{ C: [{ printableString: "CN" }] }];
const enterprise = (name: string): JsonNameParams => [
  ...china,
  { O: [{ utf8String: name }] },
];

describe("where an authority may issue", () => {
  let root: DemoAuthority;
  beforeAll(async () => {
    root = await makeRoot();
  });

  type Bases = Parameters<typeof nameConstraints>[0];

  async function verdict(
    bases: Bases | Extension,
    ...names: Uint8Array[]
  ): Promise<string> {
    const intermediate = await makeIntermediate(root, {
      extensions: [bases instanceof Extension ? bases : nameConstraints(bases)],
    });
    // Its own subject: C=CN, O=测试企业, a number, CN=张三.
    const leaf = await makeLeaf(intermediate, {
      extensions: names.length === 0 ? [] : [alternativeNames(...names)],
    });
    const trust = trustOf({ anchors: [root], intermediates: [intermediate] });
    return (await validatePath(leaf.der, trust, estateTime)).kind;
  }

  it.each<[string, Bases, Uint8Array[], "valid" | "untrusted"]>([
    [
      "below a permitted name",
      { permitted: [directory(enterprise("测试企业"))] },
      [],
      "valid",
    ],
    [
      "below one of two permitted names",
      { permitted: [directory(enterprise("另一企业")), directory(china)] },
      [],
      "valid",
    ],
    [
      "beside the permitted name",
      { permitted: [directory(enterprise("另一企业"))] },
      [],
      "untrusted",
    ],
    [
      "below an excluded name",
      { excluded: [directory(enterprise("测试企业"))] },
      [],
      "untrusted",
    ],
    [
      "excluded from what is permitted",
      {
        permitted: [directory(china)],
        excluded: [directory(enterprise("测试企业"))],
      },
      [],
      "untrusted",
    ],
    [
      "beside an excluded name",
      { excluded: [directory(enterprise("另一企业"))] },
      [],
      "valid",
    ],
    [
      "with a mailbox at the permitted host",
      { permitted: [mail("example.cn")] },
      [mail("zhang@example.cn")],
      "valid",
    ],
    [
      "with a mailbox at a host below the permitted one",
      { permitted: [mail("example.cn")] },
      [mail("zhang@mail.example.cn")],
      "untrusted",
    ],
    [
      "with a mailbox below the permitted domain",
      { permitted: [mail(".example.cn")] },
      [mail("zhang@mail.example.cn")],
      "valid",
    ],
    [
      "with the one permitted mailbox",
      { permitted: [mail("zhang@example.cn")] },
      [mail("Zhang@example.cn")],
      "valid",
    ],
    [
      "with one mailbox too many",
      { permitted: [mail("example.cn")] },
      [mail("zhang@example.cn"), mail("zhang@example.com")],
      "untrusted",
    ],
    [
      "without any name of the constrained form",
      { permitted: [mail("example.cn")] },
      [],
      "valid",
    ],
    [
      "with a host below the permitted one",
      { permitted: [host("example.cn")] },
      [host("www.example.cn")],
      "valid",
    ],
    [
      "with a host that only ends alike",
      { permitted: [host("example.cn")] },
      [host("bad-example.cn")],
      "untrusted",
    ],
    [
      "with a name of a form that is not judged, though permitted",
      { permitted: [network] },
      [generalName(0x87, Uint8Array.of(10, 0, 0, 1))],
      "untrusted",
    ],
    [
      "with a name of a form that is not judged, though outside the excluded",
      { excluded: [network] },
      [generalName(0x87, Uint8Array.of(11, 0, 0, 1))],
      "untrusted",
    ],
    [
      "without a name of the form that is not judged",
      { permitted: [network] },
      [],
      "valid",
    ],
  ])("is kept: a certificate %s", async (_, bases, names, expected) => {
    expect(await verdict(bases, ...names)).toBe(expected);
  });

  it("is nowhere where the constraints cannot be read", async () => {
    const damaged = new Extension("2.5.29.30", false, Uint8Array.of(5, 0));
    expect(await verdict(damaged)).toBe("untrusted");
  });

  it("is kept by authorities further below, and by the anchor", async () => {
    const constrained = await makeRoot("受限根证书");
    const limited = await makeIntermediate(constrained, {
      commonName: "中间一",
      extensions: [
        nameConstraints({
          permitted: [directory([{ O: [{ utf8String: "演示认证机构" }] }])],
        }),
      ],
    });
    const below = await makeIntermediate(limited, { commonName: "中间二" });
    const leaf = await makeLeaf(below);
    const trust = trustOf({
      anchors: [constrained],
      intermediates: [limited, below],
    });
    // The authority below lies within, the clerk's certificate does not.
    expect(
      (await validatePath(derOf(below.certificate), trust, estateTime)).kind,
    ).toBe("valid");
    expect((await validatePath(leaf.der, trust, estateTime)).kind).toBe(
      "untrusted",
    );
    const anchored = trustOf({ anchors: [limited], intermediates: [below] });
    expect((await validatePath(leaf.der, anchored, estateTime)).kind).toBe(
      "untrusted",
    );
  });
});
