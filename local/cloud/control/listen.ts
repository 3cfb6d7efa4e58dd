import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Another process listens on a requested port. */
class PortTaken extends Error {
  override readonly name = 'PortTaken';
  readonly port: number;

  constructor(port: number) {
    super(`Port ${port} is in use: stop what listens there, or choose another one with PORT`);
    this.port = port;
  }
}

/** Longer than clients keep a connection that is idle, so that none is closed while it is used. */
const keepAliveMs = 65_000;

/** Listens only on loopback; port 0 takes a free one. */
export async function listen(
  server: Server,
  port = 0,
): Promise<{ url: string; stop(): Promise<void> }> {
  server.keepAliveTimeout = keepAliveMs;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new PortTaken(port) : error),
    );
    server.listen(port, '127.0.0.1', resolve);
  });
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${taken}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Throws at once when another process listens on one of the ports. */
export async function demandFreePorts(ports: (number | undefined)[]): Promise<void> {
  for (const port of ports.filter((wanted) => wanted !== undefined))
    await (await listen(createServer(), port)).stop();
}
