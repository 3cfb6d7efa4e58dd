import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** One client, and one pool of connections, for all tables of a function. */
export const dynamodb = new DynamoDBClient({});
