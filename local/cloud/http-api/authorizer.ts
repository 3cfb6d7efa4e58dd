import type { Answer } from './answer.ts';
import type { EventContext } from './event.ts';
import type { ApiRequest } from './request.ts';

/** Either what the function is told of the caller, or the answer that turns the caller away. */
export type Authorization = { authorizer: Record<string, unknown> } | { refusal: Answer };

/** Decides about a request before its function sees it. */
export type Authorize = (request: ApiRequest, context: EventContext) => Promise<Authorization>;
