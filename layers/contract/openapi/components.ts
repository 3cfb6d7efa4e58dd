import type * as z from 'zod/mini';
import * as activations from '../activations.ts';
import * as admin from '../admin.ts';
import * as alerts from '../alerts.ts';
import * as apiKeys from '../api-keys.ts';
import * as billing from '../billing.ts';
import { billingSummary } from '../billing-summary.ts';
import * as customers from '../customers.ts';
import * as reporting from '../e-reporting.ts';
import * as erasure from '../erasure.ts';
import * as exports from '../exports.ts';
import * as inspected from '../inspected-invoices.ts';
import * as acts from '../invoice-acts.ts';
import * as corrections from '../invoice-corrections.ts';
import * as lists from '../invoice-lists.ts';
import { invoiceStats } from '../invoice-stats.ts';
import * as invoices from '../invoices.ts';
import * as mails from '../mails.ts';
import { businessMonthView } from '../metrics/business-view.ts';
import { healthView } from '../metrics/health.ts';
import * as charts from '../metrics/payment-chart.ts';
import { paymentSummary } from '../metrics/payment-summary.ts';
import * as notices from '../notices.ts';
import * as orders from '../orders.ts';
import * as part from '../parts.ts';
import { paymentWarning } from '../payment-warnings.ts';
import * as payments from '../payments.ts';
import * as periods from '../periods.ts';
import * as plans from '../plans.ts';
import * as platform from '../platform-views.ts';
import * as products from '../products.ts';
import * as projects from '../projects.ts';
import * as refunds from '../refunds.ts';
import * as session from '../session.ts';
import * as usage from '../usage.ts';
import * as reports from '../usage-reports.ts';
import * as deliveries from '../webhooks/deliveries.ts';
import * as endpoints from '../webhooks/endpoints.ts';
import * as told from '../webhooks/objects.ts';
import { messageComponents } from './message-names.ts';
import { problem } from './problem.ts';

/**
 * The schemas with a name in the description, which generated clients use for their types: a name
 * never changes. Named here, not beside the schemas, since no function needs the names.
 */
export const components: Readonly<Record<string, z.core.$ZodType>> = {
  Problem: problem,

  Currency: part.currency,
  Locale: part.locale,
  Provider: part.providerName,
  PaymentMethod: part.method,
  Timestamp: part.timestamp,
  Address: part.address,

  InitiatePaymentRequest: payments.initiatePaymentRequest,
  Buyer: payments.buyer,
  CompleteBuyerRequest: payments.completeBuyerRequest,
  PaymentLine: payments.line,
  PaymentDiscount: payments.discount,
  VatExemption: payments.exemption,
  InitiatedPayment: payments.initiatedPayment,
  PaymentWarning: paymentWarning,
  PaymentAction: payments.paymentAction,
  PaymentStatus: part.paymentStatus,
  Payment: payments.paymentView,
  ListedPayment: payments.listedPayment,
  PaymentPage: payments.paymentPage,
  Wallets: admin.wallets,

  RequestRefundRequest: refunds.requestRefundRequest,
  Refund: refunds.refundView,
  RefundTask: admin.refundTaskView,
  RefundTaskPage: admin.refundTaskPage,
  CloseRefundTaskRequest: admin.closeRefundTaskRequest,

  ListedInvoice: lists.listedInvoice,
  InvoicePage: lists.invoiceListPage,
  InvoiceStats: invoiceStats,
  BillingSummary: billingSummary,

  CreateProductRequest: products.createProductRequest,
  ChangeProductRequest: products.changeProductRequest,
  Product: products.productView,
  ProductPage: products.productPage,
  CreateOrderRequest: orders.createOrderRequest,
  WantedFile: orders.wantedFile,
  OrderFile: orders.orderFile,
  Upload: orders.upload,
  ProductLine: orders.productLine,
  OrderLine: orders.orderLine,
  OrderStatus: orders.orderStatus,
  CreatedOrder: orders.createdOrder,
  Order: orders.orderView,
  OrderPage: orders.orderPage,

  Invoice: invoices.invoiceView,
  InvoiceLine: invoices.invoiceLine,
  InspectedInvoice: inspected.inspectedInvoice,
  InvoicedParty: inspected.invoicedParty,
  CorrectInvoiceRequest: corrections.correctInvoiceRequest,
  CorrectedCustomer: corrections.correctedCustomer,
  CorrectedInvoice: corrections.correctedInvoice,
  ResendInvoiceRequest: acts.resendInvoiceRequest,
  Message: mails.messageView,
  MessagePage: mails.messagePage,
  ResendMessageRequest: mails.resendMessageRequest,
  ResentMessage: mails.resentMessage,
  RegeneratedInvoice: acts.regeneratedInvoice,
  SetInvoiceStatusRequest: acts.setInvoiceStatusRequest,
  ActOnInvoicesRequest: acts.actOnInvoicesRequest,
  InvoiceActRow: acts.bulkRow,
  InvoiceActRows: acts.bulkRows,
  InvoiceHistoryEntry: inspected.historyEntry,
  InvoicePlatformStatus: platform.platformView,
  Declaration: reporting.declaration,

  Session: session.sessionView,
  ChooseCustomerRequest: session.chooseCustomerRequest,
  RequestEmailChangeRequest: session.requestEmailChangeRequest,

  CreateCustomerRequest: customers.createCustomerRequest,
  ChangeCustomerRequest: customers.changeCustomerRequest,
  Customer: customers.customerView,
  CustomerPage: customers.customerPage,
  EraseCustomerRequest: erasure.eraseCustomerRequest,
  Erasure: erasure.erasureView,
  CustomerExport: erasure.exportView,
  AddMemberRequest: customers.addMemberRequest,
  ChangeMemberRequest: customers.changeMemberRequest,
  Member: customers.memberView,
  MemberPage: customers.memberPage,
  RequestActivationRequest: activations.requestActivationRequest,
  ActivateRequest: activations.activateRequest,
  Activation: activations.activationView,
  CreateProjectRequest: projects.createProjectRequest,
  ChangeProjectRequest: projects.changeProjectRequest,
  Project: projects.projectView,
  ProjectPage: projects.projectPage,
  Plan: plans.planView,
  PlanList: plans.planList,
  Subscription: plans.subscriptionView,
  ChangeBillingDetailsRequest: billing.changeBillingDetailsRequest,
  BillingDetails: billing.billingDetailsView,
  SavedPaymentMethod: billing.savedPaymentMethodView,
  SavedPaymentMethodList: billing.savedPaymentMethodList,

  IngestUsageRequest: usage.ingestUsageRequest,
  UsageEvent: usage.usageEvent,
  CloudEvent: usage.cloudEvent,
  NativeEvent: usage.nativeEvent,
  IngestedUsage: usage.ingestedUsage,
  UsageReport: reports.usageReport,
  MeterReport: reports.meterReport,
  UsageLevel: reports.usageLevel,
  UsageHistory: reports.usageHistory,
  CheckedUsage: reports.checkedUsage,
  UsagePeriod: periods.periodView,
  UsagePeriodLine: periods.periodLine,

  Scope: apiKeys.scope,
  CreateApiKeyRequest: apiKeys.createApiKeyRequest,
  CreatedApiKey: apiKeys.createdApiKey,
  ApiKey: apiKeys.apiKeyView,
  ApiKeyPage: apiKeys.apiKeyPage,

  Alert: alerts.alertView,
  AlertChange: alerts.alertChange,
  AlertPage: alerts.alertPage,
  AcknowledgeAlertRequest: alerts.acknowledgeAlertRequest,
  TestAlertsRequest: alerts.testAlertsRequest,
  PlanMaintenanceRequest: alerts.planMaintenanceRequest,
  Maintenance: alerts.maintenanceView,
  Notice: notices.noticeView,
  NoticePage: notices.noticePage,

  SetSwitchRequest: admin.setSwitchRequest,
  Switch: admin.switchView,
  SwitchList: admin.switchList,
  Notification: admin.inboxEntryView,
  NotificationPage: admin.inboxPage,
  ReplayedNotification: admin.replayedNotification,
  AuditEntry: admin.auditEntryView,
  AuditPage: admin.auditPage,

  AccountingExport: exports.accountingExportView,

  PaymentSummary: paymentSummary,
  PaymentChart: charts.paymentChart,
  PaymentChartPart: charts.chartPart,
  PaymentFigures: charts.paymentFigures,
  BusinessMonth: businessMonthView,
  Health: healthView,
  CreateWebhookEndpointRequest: endpoints.createEndpointRequest,
  ChangeWebhookEndpointRequest: endpoints.changeEndpointRequest,
  RotateWebhookSecretRequest: endpoints.rotateSecretRequest,
  WebhookEndpoint: endpoints.endpointView,
  WebhookEndpointList: endpoints.endpointList,
  WebhookEndpointWithSecret: endpoints.endpointWithSecret,
  WebhookAttempt: deliveries.attemptView,
  WebhookDelivery: deliveries.deliveryView,
  WebhookDeliveryPage: deliveries.deliveryPage,
  TestedWebhookEndpoint: deliveries.testedEndpoint,
  ReplayWebhookDeliveriesRequest: deliveries.replayDeliveriesRequest,
  ReplayedWebhookDeliveries: deliveries.replayedDeliveries,

  WebhookPayment: told.webhookPayment,
  WebhookRefund: told.webhookRefund,
  WebhookInvoice: told.webhookInvoice,
  WebhookOrder: told.webhookOrder,
  WebhookCustomer: told.webhookCustomer,
  WebhookPeriod: told.webhookPeriod,
  WebhookThreshold: told.webhookThreshold,
  WebhookBuyer: told.webhookBuyer,
  ...messageComponents,
};
