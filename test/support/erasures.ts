import { hashOfToken } from '#domain/access/activation-token';
import type { CarryOutDeps } from '#domain/erasure/carry-out-erasure';
import { type Member, memberIdOf } from '#domain/members/member';
import { money } from '#domain/money';
import type { Payment } from '#domain/payments/payment';
import type { Refund } from '#domain/refunds/refund';
import { activationWrite } from '#stores/activation-rows';
import { auditWrite } from '#stores/audit-trail';
import { DynamoCustomerStore } from '#stores/customer-store';
import { Belongings } from '#stores/erasing/belongings';
import { eraseAtProvider } from '#stores/erasing/erase-at-provider';
import { eraseAudit } from '#stores/erasing/erase-audit';
import { eraseKeys } from '#stores/erasing/erase-keys';
import { eraseLinks } from '#stores/erasing/erase-links';
import { eraseMessages } from '#stores/erasing/erase-messages';
import { eraseNotifications } from '#stores/erasing/erase-notifications';
import { eraseOrders } from '#stores/erasing/erase-orders';
import { erasePayments } from '#stores/erasing/erase-payments';
import { eraseMembers, erasePeople } from '#stores/erasing/erase-people';
import { eraseProjects } from '#stores/erasing/erase-projects';
import { eraseWebhookBodies } from '#stores/erasing/erase-webhook-bodies';
import { keptRecords } from '#stores/erasing/kept-records';
import { DynamoErasureStore } from '#stores/erasure-store';
import { eraseExport } from '#stores/exporting/export-files';
import { DynamoInvoiceStore } from '#stores/invoice-store';
import { keys } from '#stores/keys';
import { memberWrites } from '#stores/member-rows';
import { DynamoMessageStore } from '#stores/message-store';
import { notificationWrite } from '#stores/notifications';
import { DynamoOrderStore } from '#stores/order-store';
import { DynamoPaymentStore } from '#stores/payment-store';
import { refundWrite } from '#stores/payment-writes';
import { DynamoPeople } from '#stores/people';
import { DynamoProjectStore } from '#stores/project-store';
import { DynamoProviderCustomers } from '#stores/provider-customers';
import type { Table } from '#stores/table';
import { defaultPeriods } from '#vocabulary/retention';
import { anActivation, someTokens } from './activations.ts';
import { anAuditEntry } from './audits.ts';
import { noPause, type SettableClock, seededBytes } from './clock.ts';
import { aCustomer, aProject } from './customers.ts';
import { storeKey, storeWebhooks } from './forgotten-rows.ts';
import { anInvoice } from './invoices.ts';
import { MemoryStoredFiles } from './memory-stored-files.ts';
import type { MemoryUserDirectory } from './memory-user-directory.ts';
import { aMessage } from './messages.ts';
import { aStoredOrder } from './orders.ts';
import { aCompletedPayment, aNotification, anEvent, aPayment, paymentIdOf } from './payments.ts';

/** Of whom nothing may be left but the invoices. */
export const forgotten = {
  email: 'zenabou.kassi@boite.example',
  name: 'Zénabou Kassi',
  phone: '+22507080910',
};

export const forgottenId = 'cus_forgotten';
export const forgottenAtStripe = 'cus_AtStripe';
const memberId = memberIdOf(forgottenId, forgotten.email),
  invoiceId = 'inv_forgotten';

type World = {
  clock: SettableClock;
  users: MemoryUserDirectory;
  files?: MemoryStoredFiles;
  /** Deletes the file of an export, or the customer at the provider. */
  discard?: (key: string) => Promise<void>;
  forget?: (holder: string) => Promise<boolean>;
};

/** Everything that an erasure needs, over one table. */
export function erasingIn(
  table: Table,
  {
    clock,
    users,
    files = new MemoryStoredFiles(),
    discard = async () => {},
    forget = async () => true,
  }: World,
): CarryOutDeps {
  const { now } = clock;
  const randomBytes = seededBytes('erasure');
  const belongings = new Belongings(table, now);
  const atProvider = new DynamoProviderCustomers(table);
  return {
    erasures: new DynamoErasureStore(table),
    steps: [
      eraseKeys(table, { now, randomBytes }),
      erasePeople(table, users),
      eraseNotifications(table, belongings, now),
      eraseAudit(table, belongings, now),
      eraseMessages(table, belongings),
      eraseWebhookBodies(table),
      erasePayments(table, belongings, now),
      eraseOrders(table, { belongings, files, now }),
      eraseProjects(table, now),
      eraseAtProvider({ holderOf: (id) => atProvider.find(id), box: { forget } }),
      eraseLinks(table, async () => someTokens),
      eraseExport(table, { discard }),
      eraseMembers(table),
    ],
    keptOf: keptRecords(table, { belongings, periods: defaultPeriods, now }),
    now,
    randomBytes,
    pause: noPause,
  };
}

/** A customer with something of every kind that says who it is. */
export async function storeForgotten(table: Table, { clock, users }: World): Promise<void> {
  const { email, name, phone } = forgotten;
  const customers = new DynamoCustomerStore(table);
  const customer = aCustomer({ id: forgottenId, email, name, phone, activationVersion: 1 });
  const created = anAuditEntry({ action: 'customer.created', subject: forgottenId, before: null });
  await customers.createOrGet({ ...customer, places: { projects: 2, members: 1 } }, created);
  const { subject } = (await users.create(email)) as { subject: string };
  const member: Member = {
    id: memberId,
    customerId: forgottenId,
    email,
    name,
    role: 'owner',
    addedAt: customer.createdAt,
    ...{ subject, formerIds: ['mem_former'], activationVersion: 1 },
  };
  await table.writeTogether(memberWrites(member, customer));
  await new DynamoPeople(table).note({ subject, name });
  for (const holder of [forgottenId, 'mem_former']) {
    const tokenHash = hashOfToken(someTokens.issue(holder, 1));
    const activation = anActivation({ customerId: forgottenId, email, tokenHash });
    await table.write(activationWrite({ activation, event: anEvent({ id: holder }) as never }));
  }
  await new DynamoProviderCustomers(table).keep(forgottenId, forgottenAtStripe);
  await new DynamoMessageStore(table, clock.now).claim(aMessage({ owner: forgottenId }));
  await storeWebhooks(table, forgotten, forgottenId);
  await storeTrade(table, clock);
  await storeProjects(table);
  await storeKey(table, forgotten.name, forgottenId);
}

/** Orders, payments with refund and invoice, and what the provider said of them. */
async function storeTrade(table: Table, clock: SettableClock): Promise<void> {
  const { email, name, phone } = forgotten;
  const buyer = { email, name, phone, customerId: forgottenId };
  const orders = new DynamoOrderStore(table, clock.now);
  const mine = { customerId: forgottenId, buyer, title: `Pour ${name}` };
  await orders.createOrGet(aStoredOrder({ id: 'ord_theirs', ...mine, status: 'in_progress' }));
  const stranger = { email: email.toUpperCase(), name };
  const past = { createdAt: '2026-11-01T09:00:00.000Z', expiresAt: '2026-11-02T09:00:00.000Z' };
  await orders.createOrGet(aStoredOrder({ id: 'ord_nobodys', buyer: stranger, ...past }));

  const paid = await storePayment(table, clock, {
    id: paymentIdOf('paid'),
    buyer,
    description: `Commande de ${name}`,
    metadata: { contact: email },
    returnUrl: `https://shop.example/merci?email=${email}`,
    orderId: email,
    refundState: 'partial',
    amountRefunded: money(100, 'EUR'),
    amountReserved: money(100, 'EUR'),
  });
  await table.write({
    put: { key: keys.orderPaid(`shop#${email}`), item: { paymentId: paid.id } },
  });
  const refund: Refund = {
    id: 'ref_1',
    paymentId: paid.id,
    amount: money(100, 'EUR'),
    reason: `${name} a téléphoné`,
    noteToBuyer: `Bonjour ${name}`,
    status: 'succeeded',
    requestedBy: 'person:user-admin',
    createdAt: paid.createdAt,
    updatedAt: paid.createdAt,
  };
  await table.write(refundWrite(refund));
  const told = { action: 'refund.requested' as const, subject: 'ref_1' };
  await table.write(auditWrite(anAuditEntry({ ...told, reason: refund.reason })));
  await storeInvoice(table, paid.id);
  const failed = { status: 'failed' as const, buyer: stranger, orderId: undefined };
  await storePayment(table, clock, { id: paymentIdOf('nobodys'), ...failed, description: name });
  const bodies = [{ eventId: 'evt_a', paymentId: paid.id }, { eventId: 'evt_b' }];
  for (const { eventId, paymentId } of bodies)
    await table.write(
      notificationWrite(
        aNotification({ eventId, paymentId, rawBody: JSON.stringify({ ...forgotten, eventId }) }),
      ),
    );
}

export async function storePayment(table: Table, clock: SettableClock, changes: Partial<Payment>) {
  const isOpen = changes.status === 'pending';
  const payment = isOpen ? aPayment(changes) : aCompletedPayment({ action: undefined, ...changes });
  return new DynamoPaymentStore(table, clock.now).createOrGet(payment);
}

async function storeInvoice(table: Table, paymentId: string): Promise<void> {
  const content = anInvoice();
  const invoices = new DynamoInvoiceStore(table);
  const invoice = {
    id: invoiceId,
    paymentId,
    customerId: forgottenId,
    status: 'issued' as const,
    content: { ...content, customer: { ...content.customer, name: forgotten.name } },
    createdAt: content.issuedAt,
    requestId: 'request-1',
  };
  await invoices.issue(invoice, { name: 'FA-2026', last: 0 });
  const document = { key: 'invoices/2026/FA-2026-000001.pdf', sha256: 'a'.repeat(64), bytes: 9 };
  await invoices.markGenerated(invoice, document, anEvent({ id: 'evt_invoice' }));
}

async function storeProjects(table: Table): Promise<void> {
  const projects = new DynamoProjectStore(table);
  for (const [id, archivedAt] of [['prj_live'], ['prj_archived', '2026-11-20T10:00:00.000Z']]) {
    const project = aProject({ id, customerId: forgottenId, name: forgotten.name, archivedAt });
    const { customer } = { customer: (await projects.findCustomer(forgottenId))! };
    await projects.save({
      project,
      customer: { ...customer, version: customer.version + 1 },
      audit: anAuditEntry({
        action: 'project.created',
        subject: id,
        before: null,
        after: { customerId: forgottenId },
      }),
    });
    const renamed = { action: 'project.renamed' as const, subject: id };
    const names = { before: { name: 'Site' }, after: { name: forgotten.name } };
    await table.write(auditWrite(anAuditEntry({ ...renamed, ...names })));
  }
}
