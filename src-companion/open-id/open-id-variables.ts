import { z } from "zod";
import {
  needTogether,
  refusePlainHttp,
  type VariableCheck,
} from "../check-variables.ts";
import type { OpenIdSettings } from "./open-id-provider.ts";

export const openIdVariables = {
  COMPANION_OPENID_ISSUER: z.url({ protocol: /^https?$/ }).optional(),
  COMPANION_OPENID_CLIENT_ID: z.string().optional(),
  COMPANION_OPENID_CLIENT_SECRET: z.string().optional(),
  COMPANION_OPENID_TITLE: z
    .string()
    .max(40)
    .default("国家政务服务平台账号登录"),
};
type Variables = z.infer<z.ZodObject<typeof openIdVariables>>;

export function checkOpenIdVariables(check: VariableCheck<Variables>): void {
  needTogether(check, "COMPANION_OPENID_ISSUER", "COMPANION_OPENID_CLIENT_ID");
  refusePlainHttp(check, "COMPANION_OPENID_ISSUER");
}

/** Null: this way to sign in is not there. */
export function readOpenIdSettings(
  variables: Variables,
): OpenIdSettings | null {
  const issuer = variables.COMPANION_OPENID_ISSUER;
  const clientId = variables.COMPANION_OPENID_CLIENT_ID;
  if (issuer === undefined || clientId === undefined) return null;
  return {
    title: variables.COMPANION_OPENID_TITLE,
    issuer,
    clientId,
    clientSecret: variables.COMPANION_OPENID_CLIENT_SECRET ?? null,
  };
}
