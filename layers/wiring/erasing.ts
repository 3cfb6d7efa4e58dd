import type { CarryOutDeps } from '#domain/erasure/carry-out-erasure';
import { variableOf } from '#runtime/environment';
import { Belongings } from '#stores/erasing/belongings';
import { eraseAtProvider } from '#stores/erasing/erase-at-provider';
import { eraseAudit } from '#stores/erasing/erase-audit';
import { eraseFindings } from '#stores/erasing/erase-findings';
import { eraseKeys } from '#stores/erasing/erase-keys';
import { eraseLinks } from '#stores/erasing/erase-links';
import { eraseMessages } from '#stores/erasing/erase-messages';
import { eraseNotifications } from '#stores/erasing/erase-notifications';
import { eraseOrders } from '#stores/erasing/erase-orders';
import { erasePayments } from '#stores/erasing/erase-payments';
import { eraseMembers, erasePeople } from '#stores/erasing/erase-people';
import { eraseProjects } from '#stores/erasing/erase-projects';
import { eraseWebhookBodies } from '#stores/erasing/erase-webhook-bodies';
import { listErasure } from '#stores/erasing/erasure-list';
import { keptRecords } from '#stores/erasing/kept-records';
import { DynamoErasureStore } from '#stores/erasure-store';
import { eraseExport, S3ExportFiles } from '#stores/exporting/export-files';
import { S3StoredFiles } from '#stores/stored-files';
import { acting } from './acting.ts';
import { activationTokens } from './activation-tokens.ts';
import { mainTable } from './main-table.ts';
import { s3 } from './s3.ts';
import { savedCards } from './saved-cards.ts';
import { setting } from './settings.ts';
import { userDirectory } from './user-directory.ts';

const { now } = acting;
const periods = setting('RETENTION');
const files = new S3StoredFiles(s3, variableOf('FILES_BUCKET'));

/** Erases a person. Steps that look for addresses come before those that remove the addresses. */
export function erasing(): CarryOutDeps {
  // It remembers what it has found: for one run, since more may be there at the next try.
  const belongings = new Belongings(mainTable, now);
  return {
    ...acting,
    erasures: new DynamoErasureStore(mainTable),
    steps: [
      eraseKeys(mainTable, acting),
      erasePeople(mainTable, userDirectory),
      eraseNotifications(mainTable, belongings, now),
      eraseAudit(mainTable, belongings, now),
      eraseFindings(mainTable, belongings),
      eraseMessages(mainTable, belongings),
      eraseWebhookBodies(mainTable),
      erasePayments(mainTable, belongings, now),
      eraseOrders(mainTable, { belongings, files, now }),
      eraseProjects(mainTable, now),
      eraseAtProvider(savedCards),
      eraseLinks(mainTable, activationTokens),
      eraseExport(mainTable, new S3ExportFiles(s3, variableOf('DOCUMENTS_BUCKET'))),
      listErasure(s3, variableOf('DOCUMENTS_BUCKET')),
      eraseMembers(mainTable),
    ],
    keptOf: keptRecords(mainTable, { belongings, periods, now }),
  };
}
