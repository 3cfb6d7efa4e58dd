import type { Assembly } from '../assembly/assembly.ts';
import type { JsonObject } from '../assembly/json.ts';
import type { Engines } from '../engines/engines.ts';
import type { Users } from '../sign-in/users.ts';
import type { SentMail } from '../sources/mail-event.ts';
import type { HttpReply, HttpRequest } from './http-message.ts';
import type { Units } from './meter.ts';
import type { Right } from './policy.ts';
import type { Protocol } from './wire-error.ts';

/** A parsed request to AWS: its operation, the rights it needs, its destination. */
export type Call = {
  service: string;
  operation: string;
  protocol: Protocol;
  rights: Right[];
  /** The engine that answers, or the answer itself. */
  destination: keyof Engines | (() => HttpReply);
  /** The request for the engine, when it differs from the original. */
  forwarded?: HttpRequest;
  /** Reads the state before the call takes effect, to calculate the call's cost. */
  prepare?(): Promise<void>;
  /** Changes the engine's reply for the caller. */
  finish?(reply: HttpReply, may: (right: Right) => boolean): HttpReply;
  /** The units that AWS would bill. */
  units(reply: HttpReply): Units;
  /** A caller that disconnects cancels the call: a message must not go to a dead reader. */
  endsWithCaller?: true;
};

/** What a service may use while it parses a request. */
export type Surroundings = {
  assembly: Assembly;
  /** Parameters by name. */
  secrets: Readonly<Record<string, string>>;
  /** Everybody who can sign in here. */
  users: Users;
  /** Calls the database for the gateway itself: neither checked nor metered. */
  askDynamodb(operation: string, body: JsonObject): Promise<JsonObject>;
  /** SES has accepted a mail. */
  mailSent(mail: SentMail): void;
  /** Hands an event to a function that nobody waits for. */
  accept(functionArn: string, event: unknown): void;
};

/** Parses the requests of one service. */
export type Service = {
  protocol(request: HttpRequest): Protocol;
  /** @throws WireError when the local cloud does not know the request. */
  read(request: HttpRequest, surroundings: Surroundings): Call | Promise<Call>;
};
