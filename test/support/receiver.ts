import { generateKeyPairSync } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { selfSignedCertificate } from '../../local/providers/paypal/certificate.ts';

export type Received = { path: string; headers: IncomingMessage['headers']; body: string };

/** A receiver of webhooks on this machine, with a certificate for the name that tests call. */
export async function startReceiver(
  answer: (response: ServerResponse, received: Received) => void,
) {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const ca = selfSignedCertificate({
    commonName: 'warehouse.example',
    organization: 'Entrepôt',
    notBefore: new Date(Date.now() - 3_600_000),
    notAfter: new Date(Date.now() + 86_400_000),
    publicKey,
    privateKey,
  });
  const received: Received[] = [];
  const sockets = new Set<Duplex>();
  const listen: RequestListener = async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { url = '', headers } = request;
    const one = { path: url, headers, body: Buffer.concat(chunks).toString() };
    received.push(one);
    answer(response, one);
  };
  const key = String(privateKey.export({ type: 'pkcs8', format: 'pem' }));
  const server = createServer({ key, cert: ca }, listen);
  server.on('connection', (socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    ca,
    port,
    received,
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
