import { type AuditContext, auditEntry } from '../audit/audit-entry.ts';
import { NotFoundError } from '../errors.ts';
import type { Pause } from '../pause.ts';
import { giveBackPlace } from '../plans/places.ts';
import { overtaken, untilSaved } from '../until-saved.ts';
import type { Project } from './project.ts';
import type { ProjectStore } from './project-store.ts';

const race = { attemptsMax: 20, busy: 'the customer is being written by too many at once' };

/**
 * Archives a project and gives its place back, once: what was metered stays, nothing more is counted.
 *
 * @param customerId whose project it must be; any customer's when absent.
 * @throws NotFoundError for what does not exist and for what is somebody else's, alike.
 */
export async function archiveProject(
  { projects, pause }: { projects: ProjectStore; pause: Pause },
  { id, customerId }: { id: string; customerId?: string },
  context: AuditContext,
): Promise<Project> {
  return untilSaved({ ...race, pause }, async () => {
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
    return outcome === 'saved' ? archived : overtaken;
  });
}
