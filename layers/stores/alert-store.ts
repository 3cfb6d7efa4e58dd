import type { AuditEntry } from '#domain/audit/audit-entry';
import { type Alert, type AlertKey, type AlertWatch, isActive } from '#domain/monitoring/alert';
import type { AlertStore, AlertWrite, Maintenance } from '#domain/monitoring/alert-store';
import { severities } from '#vocabulary/alerts';
import { auditWrite } from './audit-trail.ts';
import { partitionOf } from './cursors.ts';
import { count, flag, instant, mapWith, oneOf, optional, text } from './fields.ts';
import { listIndex } from './index-list.ts';
import { indexes, type Key, ttlAfterDays } from './keys.ts';
import { monitoringKeys } from './monitoring-keys.ts';
import { eventWrite } from './outbox.ts';
import { keyOf, stored } from './stored.ts';
import { type Item, type Table, versionBeforeOrGone, type Write } from './table.ts';

/** Thirteen months: the same month of the year before can be compared. */
const keptDays = 400;

/** What is fine again is remembered for those who flap, which takes an hour. */
const calmKeptDays = 2;

const log = { ...partitionOf('ALERTS'), index: 'collection' } as const;

export class DynamoAlertStore implements AlertStore {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async listActive(): Promise<AlertWatch[]> {
    const active: Key[] = [];
    let after: Item | undefined;
    do {
      const page = await this.#table.query({
        IndexName: 'collection',
        KeyConditionExpression: 'collectionPk = :pk',
        values: { ':pk': 'ALERTS_ACTIVE' },
        after,
      });
      active.push(...page.items.map(keyOf));
      after = page.next;
    } while (after);
    const rows = active.length > 0 ? await this.#table.getMany(active) : [];
    return rows.map(watchFrom).filter(isActive);
  }

  async find(key: AlertKey): Promise<AlertWatch | undefined> {
    const item = await this.#table.get(monitoringKeys.alert(key));
    return item && watchFrom(item);
  }

  async findById(alertId: string): Promise<AlertWatch | undefined> {
    // What cannot be an id comes as no text, which no index takes.
    if (alertId === '') return undefined;
    const { items } = await this.#table.query({
      IndexName: 'collection',
      KeyConditionExpression: 'collectionPk = :pk AND collectionSk = :id',
      values: { ':pk': log.partition, ':id': alertId },
    });
    const [episode] = items.map(keyOf);
    const item = episode && (await this.#table.get({ ...episode, sk: 'ALERT' }));
    return item && watchFrom(item);
  }

  async findAlert(key: AlertKey, alertId: string): Promise<Alert | undefined> {
    const item = await this.#table.get(monitoringKeys.alertEpisode(key, alertId));
    return item && alertFrom(item);
  }

  async save({ watch, event, audit }: AlertWrite): Promise<'saved' | 'stale'> {
    const refusals = await this.#table.writeTogether([
      watchWrite(watch),
      ...(watch.alert ? [episodeWrite(watch.alert)] : []),
      ...(event ? [eventWrite(event)] : []),
      ...(audit ? [auditWrite(audit)] : []),
    ]);
    return refusals ? 'stale' : 'saved';
  }

  async list({ state, ...page }: { limit: number; cursor?: string; state?: Alert['state'] }) {
    const list = {
      reading: log,
      start: { partition: log.partition },
      rowFrom: alertFrom,
      matches: (alert: Alert) => state === undefined || alert.state === state,
    };
    const { rows, nextCursor } = await listIndex(this.#table, list, page);
    return { alerts: rows, nextCursor };
  }

  async claimSlot(slot: string, runId: string): Promise<boolean> {
    const refusal = await this.#table.write({
      put: {
        key: monitoringKeys.evaluation(slot),
        item: { runId, ttl: ttlAfterDays(slot, calmKeptDays) },
        condition: {
          expression: 'attribute_not_exists(pk) OR runId = :run',
          values: { ':run': runId },
        },
      },
    });
    return !refusal;
  }

  async maintenance(): Promise<Maintenance | undefined> {
    const item = await this.#table.get(monitoringKeys.maintenance());
    return item && maintenanceFrom(item);
  }

  async planMaintenance(planned: Maintenance, audit: AuditEntry): Promise<void> {
    const item = { ...planned, ttl: ttlAfterDays(planned.until, calmKeptDays) };
    const put = { key: monitoringKeys.maintenance(), item };
    const refusals = await this.#table.writeTogether([{ put }, auditWrite(audit)]);
    if (refusals) throw new Error('the maintenance is being written');
  }
}

function watchWrite(watch: AlertWatch): Write {
  const isNow = isActive(watch)
    ? indexes.collection('ALERTS_ACTIVE', `${watch.rule}#${watch.dimension}`)
    : { ttl: ttlAfterDays(watch.evaluatedAt, calmKeptDays) };
  return {
    put: {
      key: monitoringKeys.alert(watch),
      item: { ...watch, ...isNow },
      condition: versionBeforeOrGone(watch),
    },
  };
}

const episodeWrite = (alert: Alert): Write => ({
  put: {
    key: monitoringKeys.alertEpisode(alert, alert.id),
    item: {
      ...alert,
      ...indexes.collection('ALERTS', alert.id),
      ttl: ttlAfterDays(alert.openedAt, keptDays),
    },
  },
});

const severity = oneOf(...severities);

/** Accepts rules of other releases: an alert is only shown, or resolves by itself. */
const alertFrom = /* @__PURE__ */ stored<Alert>({
  id: text,
  dimension: text,
  state: oneOf<Alert['state']>('open', 'acknowledged', 'resolved'),
  severity,
  openedAt: instant,
  rungAt: instant,
  toldResolved: flag,
  reopened: count,
});

const watchFrom = /* @__PURE__ */ stored<AlertWatch>({
  dimension: text,
  evaluatedAt: instant,
  holding: count,
  clearing: count,
  version: count,
  alert: optional(
    mapWith<Alert>({
      id: text,
      state: oneOf<Alert['state']>('open', 'acknowledged', 'resolved'),
      severity,
      openedAt: instant,
      rungAt: instant,
      toldResolved: flag,
      reopened: count,
    }),
  ),
});

const maintenanceFrom = /* @__PURE__ */ stored<Maintenance>({
  from: instant,
  until: instant,
  reason: text,
  plannedBy: text,
});
