import type { Answer } from './answer.ts';
import type { EventContext } from './event.ts';
import type { ApiRequest } from './request.ts';

/** Either what the function learns about the caller, or the answer that rejects the caller. */
export type Authorization = { authorizer: Record<string, unknown> } | { refusal: Answer };

/** Decides about a request before its function gets it. */
export type Authorize = (request: ApiRequest, context: EventContext) => Promise<Authorization>;
