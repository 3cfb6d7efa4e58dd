import { type AuditContext, auditEntry } from '../audit/audit-entry.ts';
import { NotFoundError } from '../errors.ts';
import type { Pause } from '../pause.ts';
import { giveBackPlace } from '../plans/places.ts';
import { overtaken, untilSaved } from '../until-saved.ts';
import type { Project } from './project.ts';
import type { ProjectStore } from './project-store.ts';

const race = { attemptsMax: 20, busy: 'too many concurrent writes of the customer' };

/**
 * Archives a project and frees its place, once: metered usage stays, new usage is not counted.
 *
 * @param customerId the customer that the project must belong to; any when absent.
 * @throws NotFoundError both for what does not exist and for what belongs to somebody else.
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
    if (!customer) throw new Error('the customer is not stored');
    // Read again after the customer: whoever archived it wrote the customer too.
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
