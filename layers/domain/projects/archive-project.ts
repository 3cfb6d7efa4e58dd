import { type AuditContext, auditEntry } from '../audit/audit-entry.ts';
import { NotFoundError } from '../errors.ts';
import { giveBackPlace } from '../plans/places.ts';
import type { Project } from './project.ts';
import type { ProjectStore } from './project-store.ts';

/** Each lost race means that somebody else got through. */
const attemptsMax = 20;

/**
 * Archives a project and gives its place back, once: what was metered stays, nothing more is counted.
 *
 * @param customerId whose project it must be; any customer's when absent.
 * @throws NotFoundError for what does not exist and for what is somebody else's, alike.
 */
export async function archiveProject(
  projects: ProjectStore,
  { id, customerId }: { id: string; customerId?: string },
  context: AuditContext,
): Promise<Project> {
  for (let attempt = 1; attempt <= attemptsMax; attempt++) {
    const found = await projects.find(id);
    const isTheirs = customerId === undefined || found?.customerId === customerId;
    if (!found || !isTheirs) throw new NotFoundError('project');
    const customer = await projects.findCustomer(found.customerId);
    if (!customer) throw new Error('a project belongs to a customer');
    // Looked at again after the customer: whoever archived it wrote the customer too.
    const project = (await projects.find(id))!;
    if (project.archivedAt !== undefined) return project;
    const archived = { ...project, archivedAt: context.now.toISOString() };
    const outcome = await projects.save({
      project: archived,
      customer: giveBackPlace(customer, 'projects', context.now),
      audit: auditEntry(context, {
        action: 'project.archived',
        subject: id,
        before: { archived: false },
        after: { archived: true },
      }),
    });
    if (outcome === 'saved') return archived;
  }
  throw new Error('the customer is being written by too many at once');
}
