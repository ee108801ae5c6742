import type { FastifyInstance } from "fastify";

/** JSON only; an empty body counts as none, as some clients name the media type even then. */
export function acceptJson(server: FastifyInstance): void {
  const parseJson = server.getDefaultJsonParser("error", "error");
  server.removeAllContentTypeParsers();
  server.addContentTypeParser(
    "application/json",
    { parseAs: "string" },
    (request, body, done) => {
      if (body === "") done(null, undefined);
      else void parseJson(request, body as string, done);
    },
  );
}
