import {
  accountSignInEndpoints,
  enterpriseAccountEndpoints,
  openIdEndpoints,
  ownAccountEndpoints,
} from "./account-endpoints.ts";
import { fileEndpoints, filingEndpoints } from "./filing-endpoints.ts";
import { publicEndpoints } from "./public-endpoints.ts";
import { reviewEndpoints } from "./review-endpoints.ts";
import { sessionEndpoints } from "./session-endpoints.ts";

/** Every JSON endpoint of the companion API; uploads (tus) stand beside it at `uploadPath`. */
export const companionContract = {
  ...publicEndpoints,
  ...sessionEndpoints,
  ...accountSignInEndpoints,
  ...openIdEndpoints,
  ...ownAccountEndpoints,
  ...enterpriseAccountEndpoints,
  ...filingEndpoints,
  ...fileEndpoints,
  ...reviewEndpoints,
} as const;

export type EndpointName = keyof typeof companionContract;
