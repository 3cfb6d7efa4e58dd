import type * as z from 'zod/mini';

type Schema = z.core.$ZodType;

export type Operation = {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  path: string;
  id: string;
  summary: string;
  /** Who may call it: a server key, a signed-in person, a payment's client token. Empty: anybody. */
  security: ('apiKey' | 'bearer' | 'clientToken')[];
  query?: z.ZodMiniObject;
  body?: Schema;
  /** Status → schema of the answer, or its description where it has no JSON body. */
  answers: Record<number, Schema | string>;
  /** Problem statuses that this operation may answer. */
  problems: number[];
};
