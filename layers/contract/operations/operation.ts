import type * as z from 'zod/mini';
import type { Scope } from '#domain/access/caller';
import type { Tag } from '../openapi/tags.ts';

type Schema = z.core.$ZodType;

export type Operation = {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  path: string;
  id: string;
  tag: Tag;
  /** What it is for, in a line; without a full stop. */
  summary: string;
  /** What surprises; in whole sentences. */
  description?: string;
  /** Who may call it: a server key, a signed-in person, a payment's client token. Empty: anybody. */
  security: ('apiKey' | 'bearer' | 'clientToken')[];
  /** What a server key must be allowed. */
  scope?: Scope;
  /** Which of those who signed in. */
  people?: string;
  query?: z.ZodMiniObject;
  body?: Schema;
  /** Status → schema of the answer, or its description where it has no JSON body. */
  answers: Record<number, Schema | string>;
  /** Problem statuses that this operation may answer. */
  problems: number[];
};
