import type { Assembly } from '../assembly/assembly.ts';
import type { JsonObject } from '../assembly/json.ts';
import type { Engines } from '../engines/engines.ts';
import type { HttpReply, HttpRequest } from './http-message.ts';
import type { Units } from './meter.ts';
import type { Right } from './policy.ts';
import type { Protocol } from './wire-error.ts';

/** A request to AWS, understood: what it wants, what it needs, where it goes. */
export type Call = {
  service: string;
  operation: string;
  protocol: Protocol;
  rights: Right[];
  /** The engine that answers, or the answer itself. */
  destination: keyof Engines | (() => HttpReply);
  /** What goes to the engine, when it is not the request as it came. */
  forwarded?: HttpRequest;
  /** Looks at what is there before the call takes effect, to know what it will cost. */
  prepare?(): Promise<void>;
  /** What the caller gets, when it is not the reply as it came. */
  finish?(reply: HttpReply, may: (right: Right) => boolean): HttpReply;
  /** What AWS would bill for it. */
  units(reply: HttpReply): Units;
  /** A caller that goes away takes the call back: a message must not be lost to a dead reader. */
  endsWithCaller?: true;
};

/** What the translation of a request may look at. */
export type Surroundings = {
  assembly: Assembly;
  /** Parameters by name. */
  secrets: Readonly<Record<string, string>>;
  /** Asks the database for the gateway's own sake: neither checked nor counted. */
  askDynamodb(operation: string, body: JsonObject): Promise<JsonObject>;
};

/** Translates the requests of one service. */
export type Service = {
  protocol(request: HttpRequest): Protocol;
  /**
   * @throws WireError when the request is none that the local cloud understands.
   */
  read(request: HttpRequest, surroundings: Surroundings): Call | Promise<Call>;
};
