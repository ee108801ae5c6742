import { readdirSync } from "node:fs";
import { extname, join } from "node:path";

const contentTypes: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".pdf": "application/pdf",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

export interface PageFile {
  readonly path: string;
  readonly contentType: string;
}

/**
 * The files of the built page by their URL path. Only what is in this list is ever served: a path made of dots,
 * escapes or device names is simply not a key of it.
 */
export function listPageFiles(folder: string): Map<string, PageFile> {
  const files = new Map<string, PageFile>();
  collect(folder, "/", files);
  const index = files.get("/index.html");
  if (index !== undefined) files.set("/", index);
  return files;
}

function collect(
  folder: string,
  urlPath: string,
  files: Map<string, PageFile>,
): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) collect(path, `${urlPath}${entry.name}/`, files);
    const contentType = contentTypes[extname(entry.name)];
    if (entry.isFile() && contentType !== undefined)
      files.set(`${urlPath}${entry.name}`, { path, contentType });
  }
}
