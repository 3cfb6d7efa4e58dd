import { DynamoDeliveryStore } from '#stores/webhook-delivery-store';
import { DynamoWebhookEndpointStore } from '#stores/webhook-endpoint-store';
import { mainTable } from './main-table.ts';

export const endpoints = new DynamoWebhookEndpointStore(mainTable);
export const deliveries = new DynamoDeliveryStore(mainTable);
