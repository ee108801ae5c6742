import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { digestOf } from "./test-enterprise.ts";
import { createUpload, speakTus, type TusRequest } from "./tus-client.ts";
import {
  content,
  openAuthorisationEstate,
  roles,
  type AuthorisationEstate,
  type Role,
} from "./authorisation-estate.ts";

let estate: AuthorisationEstate;
beforeAll(async () => {
  estate = await openAuthorisationEstate();
});
afterAll(() => estate.companion.close());
// Limits are tested elsewhere; here one machine asks for everybody.
beforeEach(() =>
  estate.companion.database.deleteFrom("sign_in_tries").execute(),
);

describe("every upload request for every role", () => {
  const strangers = {
    none: 401,
    other: 404,
    account: 404,
    otherAccount: 404,
    person: 403,
    reviewer: 403,
  };
  const methods = ["POST", "HEAD", "PATCH", "DELETE"] as const;
  const statuses: Record<(typeof methods)[number], Record<Role, number>> = {
    POST: {
      ...strangers,
      own: 201,
      other: 201,
      account: 201,
      otherAccount: 201,
    },
    HEAD: { ...strangers, own: 200 },
    PATCH: { ...strangers, own: 204 },
    DELETE: { ...strangers, own: 204 },
  };
  const cases = methods.flatMap((method) =>
    roles.map((role) => ({ method, role, status: statuses[method][role] })),
  );

  it.each(cases)(
    "$method as $role: $status",
    async ({ method, role, status }) => {
      const token = await estate.tokenOf(role);
      const announced = { size: content.length, sha256: digestOf(content) };
      if (method === "POST") {
        expect(
          (await createUpload(estate.companion.origin, token, announced))
            .status,
        ).toBe(status);
        return;
      }
      const { location } = await createUpload(
        estate.companion.origin,
        estate.own.token,
        announced,
      );
      const piece = {
        "upload-offset": "0",
        "content-type": "application/offset+octet-stream",
      };
      const request: TusRequest = {
        method,
        path: location ?? "",
        token,
        ...(method === "PATCH"
          ? { headers: piece, body: content.subarray(0, 10) }
          : {}),
      };
      expect((await speakTus(estate.companion.origin, request)).status).toBe(
        status,
      );
    },
  );
});
