import { Webhook } from 'standardwebhooks';
import { choiceOf, wishOf } from '../controls.ts';
import { type Call, json, type Reply, serveOnLoopback } from '../loopback-server.ts';
import type { SimulatedProvider } from '../simulation.ts';
import { answerAs, type Behaviour, behaviours } from './behaviours.ts';

/** A webhook as it came. `signature`: `unknown` while no secret was told. */
type Received = {
  at: string;
  id?: string;
  type?: string;
  signature: 'valid' | 'invalid' | 'unknown';
  body: string;
  headers: Record<string, string | undefined>;
};

type Mailbox = { behaviour: Behaviour; secret?: string; received: Received[] };

const keptMax = 500;

/**
 * Somebody else’s systems, which are told of events: any path below /hooks is one of them. Each
 * checks signatures by the library of Standard Webhooks, and behaves as it is told to.
 */
export async function startSimulatedReceiver({
  port = 0,
}: {
  port?: number;
}): Promise<SimulatedProvider> {
  const mailboxes = new Map<string, Mailbox>();
  const mailboxOf = ({ ids }: Call): Mailbox => {
    const { name = '' } = ids;
    const mailbox = mailboxes.get(name) ?? { behaviour: 'ok', received: [] };
    mailboxes.set(name, mailbox);
    return mailbox;
  };
  const seen = ({ behaviour, received }: Mailbox): Reply => json(200, { behaviour, received });
  return serveOnLoopback(port, {
    'POST /hooks/:name': (call) => {
      const mailbox = mailboxOf(call);
      mailbox.received.push(read(call, mailbox.secret));
      mailbox.received.splice(0, mailbox.received.length - keptMax);
      return answerAs(mailbox.behaviour);
    },
    'GET /_sim/receivers/:name': (call) => seen(mailboxOf(call)),
    'PUT /_sim/receivers/:name': (call) => {
      const mailbox = mailboxOf(call);
      const wish = wishOf(call);
      if ('behaviour' in wish) mailbox.behaviour = choiceOf(wish, 'behaviour', behaviours);
      if (typeof wish.secret === 'string') mailbox.secret = wish.secret;
      return seen(mailbox);
    },
    'GET /': () => json(200, { behaviours, mailboxes: [...mailboxes.keys()] }),
  });
}

function read({ headers, body }: Call, secret: string | undefined): Received {
  const { 'webhook-id': id } = headers;
  const at = new Date().toISOString();
  return {
    at,
    id,
    type: typeIn(body),
    signature: judged({ headers, body, secret }),
    body,
    headers,
  };
}

function judged({
  headers,
  body,
  secret,
}: Pick<Call, 'headers' | 'body'> & { secret: string | undefined }): Received['signature'] {
  if (secret === undefined) return 'unknown';
  try {
    new Webhook(secret).verify(body, headers as Record<string, string>);
    return 'valid';
  } catch {
    return 'invalid';
  }
}

function typeIn(body: string): string | undefined {
  try {
    return (JSON.parse(body) as { type?: string }).type;
  } catch {
    return undefined;
  }
}
