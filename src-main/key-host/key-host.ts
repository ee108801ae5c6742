import {
  hostRequestSchema,
  type HostMessage,
} from "../../src-shared/usb-key/key-host-messages.ts";
import { createRequestHandler } from "./handle-request.ts";
import { describeFailure } from "./key-problem.ts";
import { openParentPipe } from "./parent-pipe.ts";

// One module, one request at a time, all calls synchronous. Nothing is finalised at the end: some vendors' modules
// hang there, and the process ends anyway.
const pipe = openParentPipe();
const send = (message: HostMessage): void => {
  pipe.send(message);
};
const handle = createRequestHandler({
  onChange: () => {
    send({ kind: "slots-changed" });
  },
  onLook: () => {
    send({ kind: "looked" });
  },
});

pipe.onMessage((message) => {
  const parsed = hostRequestSchema.safeParse(message);
  // Not ours to answer without an id; the parent's time limit ends the wait.
  if (!parsed.success) return;
  const { id } = parsed.data;
  try {
    const onPinRight = () => send({ kind: "pin-right", id });
    send({ kind: "answer", id, answer: handle(parsed.data, onPinRight) });
  } catch (error) {
    send({ kind: "problem", id, ...describeFailure(error) });
  }
});
