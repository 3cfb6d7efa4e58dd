import type { OrderFile } from '#domain/files/order-file';
import { variableOf } from '#runtime/environment';
import { DownloadLinks } from '#stores/download-links';
import { fileKey } from '#stores/file-keys';
import { GuardDutyScans, noScans } from '#stores/file-scans';
import { s3 } from './s3.ts';
import { setting } from './settings.ts';

const bucket = variableOf('FILES_BUCKET');
const links = new DownloadLinks(s3, bucket, Number(variableOf('LINK_LIFETIME_SECONDS')));

/** What a scanner has found, where the shop has one. */
export const scans =
  setting('FILES').scanner === 'guardduty' ? new GuardDutyScans(s3, bucket) : noScans;

/** A short-lived link to a kept file of an order. */
export const linkToFile = (orderId: string, { id: fileId, name, contentType }: OrderFile) =>
  links.link({ key: fileKey('orders', { orderId, fileId }), contentType, fileName: name });
