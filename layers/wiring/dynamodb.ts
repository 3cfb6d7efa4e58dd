import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** One client, with one connection pool, for all tables of a function. */
export const dynamodb = new DynamoDBClient({});
