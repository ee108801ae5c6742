import { EventEmitter } from "node:events";
import { afterEach, describe, expect, it } from "vitest";
import { openParentPipe } from "../../../src-main/key-host/parent-pipe.ts";

describe("the key host's way to its parent", () => {
  afterEach(() => {
    Reflect.deleteProperty(process, "parentPort");
  });

  it("is Electron's port where there is one, whose messages come wrapped in events", () => {
    const sent: unknown[] = [];
    const heard: unknown[] = [];
    const port = Object.assign(new EventEmitter(), {
      postMessage: (message: unknown) => sent.push(message),
    });
    Object.assign(process, { parentPort: port });
    const pipe = openParentPipe();
    pipe.onMessage((message) => heard.push(message));
    pipe.send({ kind: "slots-changed" });
    port.emit("message", { data: { id: 1 } });
    expect({ sent, heard }).toEqual({
      sent: [{ kind: "slots-changed" }],
      heard: [{ id: 1 }],
    });
  });
});
