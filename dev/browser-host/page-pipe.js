// The browser host's stand-in for the preload: served before the bundle, gives the page the same three functions.
{
  const socket = new WebSocket(`ws://${location.host}/bridge`);
  const waiting = [];
  socket.addEventListener("open", () => {
    for (const text of waiting.splice(0)) socket.send(text);
  });
  Object.defineProperty(window, "bridgePipe", {
    value: Object.freeze({
      send(text) {
        if (socket.readyState === WebSocket.CONNECTING) waiting.push(text);
        else socket.send(text);
      },
      onMessage(listener) {
        socket.addEventListener("message", (event) => listener(event.data));
      },
      onClose(listener) {
        socket.addEventListener("close", () => listener());
      },
    }),
  });
}
