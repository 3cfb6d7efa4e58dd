import { followingDocuments } from '#wiring/invoice-platform';
import { createHandler } from './handler.ts';

export const handler = createHandler(followingDocuments);
