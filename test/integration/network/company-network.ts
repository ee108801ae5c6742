import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer as createHttpServer, type Server } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { connect, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const proxyUser = { username: "张三", password: "正确:horse" };

/** A server with a certificate of a private CA, and the proxy through which alone its name leads anywhere. */
export interface CompanyNetwork {
  readonly caFile: string;
  /** `https://filing.test:PORT`; only the proxy knows the name. */
  readonly origin: string;
  readonly proxy: string;
  /** Another host name than the certificate's, through the same proxy. */
  readonly wrongNameOrigin: string;
  /** With a certificate that ended last year. */
  readonly expiredOrigin: string;
  readonly pacUrl: string;
  /** What the proxy was asked for, in order: CONNECT targets. */
  readonly tunnels: readonly string[];
  readonly authorizations: readonly (string | undefined)[];
  /** What the API got: method, path and its headers' names. */
  readonly requests: readonly { path: string; headers: readonly string[] }[];
  close(): Promise<void>;
}

export async function startCompanyNetwork(): Promise<CompanyNetwork> {
  const folder = mkdtempSync(join(tmpdir(), "company-network-"));
  const authority = makeAuthority(folder);
  const requests: { path: string; headers: readonly string[] }[] = [];
  const good = createHttpsServer(
    authority.issue("filing.test", 30),
    (request, response) => {
      requests.push({
        path: request.url ?? "",
        headers: Object.keys(request.headers),
      });
      if (request.url === "/moved") {
        response.writeHead(302, {
          location: "https://filing.test:1/elsewhere",
        });
        response.end();
        return;
      }
      response.writeHead(200, { "content-type": "application/json" });
      response.end('{"status":"ok"}');
    },
  );
  const expired = createHttpsServer(
    authority.issue("filing.test", -1),
    (_request, response) => response.end(),
  );
  const goodPort = await listen(good);
  const expiredPort = await listen(expired);

  const tunnels: string[] = [];
  const authorizations: (string | undefined)[] = [];
  const expected = `Basic ${Buffer.from(`${proxyUser.username}:${proxyUser.password}`).toString("base64")}`;
  const proxy = createHttpServer();
  proxy.on("connect", (request, socket, head) => {
    tunnels.push(request.url ?? "");
    const given = request.headers["proxy-authorization"];
    authorizations.push(given);
    socket.on("error", () => undefined);
    if (given !== expected) {
      socket.end(
        'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="company"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n',
      );
      return;
    }
    const port = Number((request.url ?? "").split(":")[1]);
    const there = connect(port, "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      there.write(head);
      there.pipe(socket).pipe(there);
    });
    there.on("error", () => socket.destroy());
  });
  const proxyPort = await listen(proxy);
  const pac = createHttpServer((_request, response) => {
    response.writeHead(200, {
      "content-type": "application/x-ns-proxy-autoconfig",
    });
    response.end(
      `function FindProxyForURL(url, host) { return dnsDomainIs(host, ".test") ? "PROXY 127.0.0.1:${proxyPort}; DIRECT" : "DIRECT"; }`,
    );
  });
  const pacPort = await listen(pac);
  return {
    caFile: authority.file,
    origin: `https://filing.test:${goodPort}`,
    wrongNameOrigin: `https://other.test:${goodPort}`,
    expiredOrigin: `https://filing.test:${expiredPort}`,
    proxy: `http://127.0.0.1:${proxyPort}`,
    pacUrl: `http://127.0.0.1:${pacPort}/proxy.pac`,
    tunnels,
    authorizations,
    requests,
    close: async () => {
      await Promise.all([good, expired, proxy, pac].map(stop));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface Authority {
  readonly file: string;
  /** @param days until its end; negative: it has ended */
  issue(name: string, days: number): { key: Buffer; cert: Buffer };
}

/** By openssl, as a company's own CA would be made. */
function makeAuthority(folder: string): Authority {
  const openssl = (...args: readonly string[]): void => {
    execFileSync("openssl", args, { cwd: folder, stdio: "ignore" });
  };
  const newKey = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"];
  openssl(
    ...["req", "-x509", ...newKey, "-nodes", "-keyout", "ca.key"],
    ...["-out", "ca.pem", "-days", "30", "-subj", "/CN=Company CA"],
  );
  return {
    file: join(folder, "ca.pem"),
    issue: (name, days) => {
      const id = `leaf${days}`;
      writeFileSync(join(folder, `${id}.ext`), `subjectAltName=DNS:${name}`);
      openssl(
        ...["req", ...newKey, "-nodes", "-keyout", `${id}.key`],
        ...["-out", `${id}.csr`, "-subj", `/CN=${name}`],
      );
      openssl(
        ...["x509", "-req", "-in", `${id}.csr`, "-CA", "ca.pem"],
        ...["-CAkey", "ca.key", "-CAcreateserial", "-out", `${id}.pem`],
        ...["-days", String(days), "-extfile", `${id}.ext`],
      );
      return {
        key: readFileSync(join(folder, `${id}.key`)),
        cert: readFileSync(join(folder, `${id}.pem`)),
      };
    },
  };
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () =>
      resolve((server.address() as AddressInfo).port),
    );
  });
}

function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
