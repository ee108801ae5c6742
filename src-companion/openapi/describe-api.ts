import swagger from "@fastify/swagger";
import type { FastifyInstance } from "fastify";
import { jsonSchemaTransform } from "fastify-type-provider-zod";

/** /openapi.json, written from the routes and with them from the contract. Register before the routes. */
export async function describeApi(
  server: FastifyInstance,
  version: string,
): Promise<void> {
  await server.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: { title: "二手车出口备案配套接口", version },
      components: {
        securitySchemes: { token: { type: "http", scheme: "bearer" } },
      },
    },
    transform: jsonSchemaTransform,
  });
  server.get("/openapi.json", { schema: { hide: true } }, async () =>
    server.swagger(),
  );
}
