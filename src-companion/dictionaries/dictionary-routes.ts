import type { RouteHandlers } from "../http/route-handlers.ts";
import { dictionaries } from "./dictionaries.ts";

export function dictionaryRoutes(): Pick<RouteHandlers, "dictionaries"> {
  return { dictionaries: async () => dictionaries };
}
