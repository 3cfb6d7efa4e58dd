import type { Accounting } from '#vocabulary/accounting';
import type { Brand } from '#vocabulary/brand';
import type { ProviderSettings } from '#vocabulary/provider-settings';
import type { AlertSettings } from './alerts.ts';
import type { FileScanner, FileType } from './files.ts';
import type { Locale } from './locales.ts';
import type { Plan } from './plans.ts';
import type { RetentionPeriods } from './retention.ts';
import type { Seller } from './seller.ts';

/** A bucket where projects store; the prefix contains `{projectId}` in place of the project's id. */
export type StoragePrefix = { bucket: string; prefix: string };

/** Addresses of a platform's API (XP Z12-013) and of where its access tokens come from. */
export type InvoicePlatformSettings = { apiUrl: string; tokenUrl: string };

/** A job that receives events: by its queue, or by an invocation of its function. */
export type Subscription = ({ url: string } | { job: string; functionName: string }) & {
  /** Only events whose data has this field. */
  onlyAbout?: string;
  /** Only events that a webhook endpoint listens to. */
  onlyWhileListened?: true;
  /** Several at once are sent in one message. */
  isPacked?: true;
};

/** Who may call a route besides people who signed in: servers with a key, or anyone. */
export type RouteAccess = 'known' | 'anyone';

/**
 * The variables that hold JSON, with what is in each. The schemas in `lib` read exactly this from
 * the configuration, before anything is deployed; functions believe it
 * (docs/decisions/0036-types-of-settings.md).
 */
export type Settings = {
  SELLER: Seller;
  /** Thresholds of the rules, and when payments are expected. */
  ALERTS: AlertSettings;
  /** Accounts, and when the fiscal year starts. */
  ACCOUNTING: Accounting;
  BRAND: Brand;
  /** Who receives the shop's notes, and how many an hour are sent one by one. */
  MAIL_ADMIN: { address: string; locale: Locale; notesPerHour: number };
  /** How SES names what is sent, to tell what became of it. */
  MAIL_CONFIGURATION_SETS: { customers: string; shop: string };
  PLANS: Plan[];
  /** By series, where it begins; for how many years after that of issue documents are locked. */
  INVOICING: { firstNumbers: Record<string, number>; lockYears: number | null };
  /** How long a month waits for late events. */
  METERING: { graceHours: number };
  PROVIDERS: ProviderSettings;
  /** The plateforme agréée that carries invoices between companies; null without one. */
  INVOICE_PLATFORM: InvoicePlatformSettings | null;
  /** On which days after the due date customers are reminded, ascending. */
  REMINDERS: { days: number[] };
  /** How long what names people stays. */
  RETENTION: RetentionPeriods;
  STORAGE_SOURCES: StoragePrefix[];
  SHOP_ORIGINS: string[];
  /** Which files come with orders, and who scans them. */
  FILES: { types: FileType[]; scanner: FileScanner };
  /** By route, `POST /v1/payments`; a missing one is for people who signed in. */
  ROUTE_ACCESS: Record<string, RouteAccess>;
  /** Addresses by name, of queues and of the dead letters of all work. */
  WATCHED_QUEUES: { queues: Record<string, string>; deadLetters: Record<string, string> };
  /** By event type. */
  SUBSCRIPTIONS: Record<string, Subscription[]>;
};
