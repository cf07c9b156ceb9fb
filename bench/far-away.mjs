// Puts a network between a client and a server on this machine: bytes of either arrive later.
import { connect, createServer } from "node:net";

/** The address under which `url` is `milliseconds` away, there and back together; `close` ends it. */
export async function farAway(url, milliseconds) {
  const { hostname, port } = new URL(url);
  const relay = (from, to) => {
    const later = (act) => setTimeout(act, milliseconds / 2);
    from.on("data", (chunk) => later(() => to.write(chunk)));
    from.on("end", () => later(() => to.end()));
    from.on("error", () => to.destroy());
  };
  const server = createServer({ noDelay: true, allowHalfOpen: true }, (near) => {
    const far = connect({ host: hostname, port: Number(port), noDelay: true, allowHalfOpen: true });
    relay(near, far);
    relay(far, near);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}
