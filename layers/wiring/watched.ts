import { watchedBy } from '#domain/monitoring/read-watched';
import { DynamoCounterStore } from '#stores/counter-store';
import { DynamoSwitchStore } from '#stores/switch-store';
import { DynamoTroubleStore } from '#stores/trouble-store';
import { now } from './clock.ts';
import { mainTable } from './main-table.ts';
import { setting } from './settings.ts';

const { businessHours, thresholds } = setting('ALERTS');
const { websiteUrl, billingUrl } = setting('BRAND');
const pages = [websiteUrl, billingUrl].filter((page) => page !== undefined);

/** Reads everything that the alert rules judge. */
export const watch = watchedBy({
  ...{ businessHours, thresholds, timeZone: setting('SELLER').timeZone },
  sites: [...setting('SHOP_ORIGINS'), ...pages],
  counters: new DynamoCounterStore(mainTable, now),
  troubles: new DynamoTroubleStore(mainTable),
  switches: new DynamoSwitchStore(mainTable),
});
