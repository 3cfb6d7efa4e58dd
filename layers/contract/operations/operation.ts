import type * as z from 'zod/mini';
import type { Scope } from '#domain/access/caller';
import type { ApiPath } from '#vocabulary/paths';
import type { Tag } from '../openapi/tags.ts';

type Schema = z.core.$ZodType;

export type Operation = {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  path: ApiPath;
  id: string;
  tag: Tag;
  /** Its purpose in one line, without a full stop. */
  summary: string;
  /** What is surprising, in whole sentences. */
  description?: string;
  /** Accepted credentials: server key, signed-in person, payment's client token. Empty: anybody. */
  security: ('apiKey' | 'bearer' | 'clientToken')[];
  /** The scope that a server key needs. */
  scope?: Scope;
  /** Which of the signed-in people. */
  people?: string;
  /** A POST that is safe to repeat by itself, so that it takes no Idempotency-Key. */
  isRepeatable?: true;
  query?: z.ZodMiniObject;
  body?: Schema;
  /** The request may come without its body. */
  isBodyOptional?: true;
  /** Status → schema of the answer, or its description when it has no JSON body. */
  answers: Record<number, Schema | string>;
  /** Other content types in which the schema's answer can be asked for, as text. */
  alsoAs?: readonly `text/${string}`[];
  /** The content type of an answer that is text and nothing else; `answers` then describes it. */
  textType?: `text/${string}`;
  /** Problem statuses that this operation may return. */
  problems: number[];
};
