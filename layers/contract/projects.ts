import * as z from 'zod/mini';
import * as part from './parts.ts';

export const createProjectRequest = z.strictObject({
  name: part.text(100),
  customerId: z.optional(part.customerId),
});

export const changeProjectRequest = z.strictObject({ name: part.text(100) });

export const projectView = z.object({
  id: z.string(),
  customerId: z.string(),
  name: z.string(),
  timeZone: z.string(),
  createdAt: part.timestamp,
  archivedAt: z.nullable(part.timestamp),
});

export const projectPage = part.page(projectView);
