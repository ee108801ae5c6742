import "reflect-metadata";
import { Extension } from "@peculiar/x509";
import { beforeAll, describe, expect, it } from "vitest";
import { validatePath } from "../../../src-shared/certificates/validate-path.ts";
import {
  makeAuthority,
  type DemoAuthority,
} from "../../../dev/demo-ca/demo-authority.ts";
import {
  daysLater,
  derOf,
  estateTime,
  makeIntermediate,
  makeLeaf,
  makeRoot,
  trustOf,
} from "../../fixtures/certificates/make-certificate-estate.ts";

const untrusted = { kind: "untrusted" };
const valid = { kind: "valid", revocation: "unknown" };

describe("a certification path", () => {
  let root: DemoAuthority;

  beforeAll(async () => {
    root = await makeRoot();
  });

  async function pathBelow(...intermediates: DemoAuthority[]) {
    const leaf = await makeLeaf(intermediates.at(-1) ?? root);
    return validatePath(
      leaf.der,
      trustOf({ anchors: [root], intermediates }),
      estateTime,
    );
  }

  it("runs over intermediates to an anchor", async () => {
    const first = await makeIntermediate(root, { commonName: "中间一" });
    const second = await makeIntermediate(first, { commonName: "中间二" });
    expect(await pathBelow(first, second)).toEqual(valid);
  });

  it("may end at an intermediate that was made an anchor", async () => {
    const intermediate = await makeIntermediate(root);
    const leaf = await makeLeaf(intermediate);
    const trust = trustOf({ anchors: [intermediate] });
    expect(await validatePath(leaf.der, trust, estateTime)).toEqual(valid);
  });

  it("does not run over a certificate that is no authority", async () => {
    expect(
      await pathBelow(await makeIntermediate(root, { isAuthority: false })),
    ).toEqual(untrusted);
  });

  it("does not run over an end entity, whatever it signed", async () => {
    const clerk = await makeLeaf(root);
    const forger = { certificate: clerk.certificate, keys: clerk.keys };
    const leaf = await makeLeaf(forger);
    const trust = trustOf({ anchors: [root], intermediates: [forger] });
    expect(await validatePath(leaf.der, trust, estateTime)).toEqual(untrusted);
  });

  it("keeps the length an authority was given", async () => {
    const limited = await makeIntermediate(root, {
      commonName: "中间一",
      pathLength: 0,
    });
    const tooDeep = await makeIntermediate(limited, { commonName: "中间二" });
    expect(await pathBelow(limited)).toEqual(valid);
    expect(await pathBelow(limited, tooDeep)).toEqual(untrusted);
  });

  it("keeps the length the anchor was given", async () => {
    const limitedRoot = await makeAuthority({
      commonName: "短根",
      keyKind: "p256",
      pathLength: 0,
      notBefore: daysLater(-10),
      notAfter: daysLater(10),
    });
    const intermediate = await makeIntermediate(limitedRoot);
    const leaf = await makeLeaf(intermediate);
    const trust = trustOf({
      anchors: [limitedRoot],
      intermediates: [intermediate],
    });
    expect(await validatePath(leaf.der, trust, estateTime)).toEqual(untrusted);
  });

  it("does not run over an expired intermediate or to an expired anchor", async () => {
    expect(
      await pathBelow(
        await makeIntermediate(root, { notAfter: daysLater(-1) }),
      ),
    ).toEqual(untrusted);
    const leaf = await makeLeaf(root, { notAfter: daysLater(9000) });
    expect(
      await validatePath(
        leaf.der,
        trustOf({ anchors: [root] }),
        daysLater(5000),
      ),
    ).toEqual(untrusted);
  });

  it("does not run without a missing intermediate", async () => {
    const intermediate = await makeIntermediate(root);
    const leaf = await makeLeaf(intermediate);
    expect(
      await validatePath(leaf.der, trustOf({ anchors: [root] }), estateTime),
    ).toEqual(untrusted);
  });

  it("refuses a critical extension it does not understand, and reads over the same one uncritical", async () => {
    const strange = (isCritical: boolean) =>
      new Extension("1.3.6.1.4.1.99999.1", isCritical, Uint8Array.of(5, 0));
    const trust = trustOf({ anchors: [root] });
    const critical = await makeLeaf(root, { extensions: [strange(true)] });
    const uncritical = await makeLeaf(root, { extensions: [strange(false)] });
    expect(await validatePath(critical.der, trust, estateTime)).toEqual(
      untrusted,
    );
    expect(await validatePath(uncritical.der, trust, estateTime)).toEqual(
      valid,
    );
  });

  it("ends in a tangle of authorities that all bear one name", async () => {
    const twins = await Promise.all(
      Array.from({ length: 12 }, () => makeRoot("同名")),
    );
    const cross = await Promise.all(
      twins.map((twin, index) =>
        makeIntermediate(twins[(index + 1) % 12] ?? twin, {
          commonName: "同名",
        }),
      ),
    );
    const leaf = await makeLeaf(cross[0] ?? root);
    const trust = {
      anchors: [derOf(root.certificate)],
      intermediates: [...twins, ...cross].map(({ certificate }) =>
        derOf(certificate),
      ),
      crls: [],
    };
    expect(await validatePath(leaf.der, trust, estateTime)).toEqual(untrusted);
  });
});
