import type { MeterStanding, Standing } from '#domain/limits/standing';
import type { KnownStanding, StandingStore } from '#domain/limits/standing-store';
import { flag, instant, mapWith, month, nullOr, oneOf, text, whole } from '../fields.ts';
import type { Key } from '../keys.ts';
import { stored } from '../stored.ts';
import type { Condition, Table } from '../table.ts';

/** Parallel writes: a customer may have thousands of projects. */
const writesAtOnce = 20;

/** Checking a project takes one read. */
const ofProject = (projectId: string): Key => ({ pk: `PROJECT#${projectId}`, sk: 'STANDING' });

const ofCustomer = (customerId: string): Key => ({ pk: `CUSTOMER#${customerId}`, sk: 'STANDING' });

export class DynamoStandingStore implements StandingStore {
  readonly #table: Table;

  constructor(usageTable: Table) {
    this.#table = usageTable;
  }

  async find(projectId: string): Promise<Standing | undefined> {
    const item = await this.#table.get(ofProject(projectId));
    if (!item) return undefined;
    const { readAt: _, ...standing } = standingFrom(item);
    return standing;
  }

  async findOfCustomer(customerId: string): Promise<KnownStanding | undefined> {
    const item = await this.#table.get(ofCustomer(customerId));
    return item && knownStandingFrom(item);
  }

  async write(standing: KnownStanding, projectIds: readonly string[]): Promise<void> {
    const { projectsDigest, ...shared } = standing;
    for (let at = 0; at < projectIds.length; at += writesAtOnce)
      await Promise.all(
        projectIds.slice(at, at + writesAtOnce).map((id) => this.put(ofProject(id), shared)),
      );
    await this.put(ofCustomer(standing.customerId), standing);
  }

  /** A newer standing is already stored; nothing to do. */
  private async put(key: Key, item: Omit<KnownStanding, 'projectsDigest'>): Promise<void> {
    await this.#table.write({ put: { key, item, condition: isReadLater(item) } });
  }
}

const isReadLater = ({ readAt }: { readAt: string }): Condition => ({
  expression: 'attribute_not_exists(pk) OR #readAt <= :readAt',
  names: { '#readAt': 'readAt' },
  values: { ':readAt': readAt },
});

const meter = mapWith<MeterStanding>({
  allowed: flag,
  level: oneOf('ok', 'warning', 'critical', 'exceeded'),
  percent: nullOr(whole),
});

const decisive = {
  customerId: text,
  timeZone: text,
  month,
  meters: mapWith<Standing['meters']>({ traffic: meter, storage: meter }),
  readAt: instant,
};

/** A project's standing has no digest, which names a customer's projects. */
const standingFrom = stored<Standing & Pick<KnownStanding, 'readAt'>>(decisive);

const knownStandingFrom = stored<KnownStanding>({ ...decisive, projectsDigest: text });
