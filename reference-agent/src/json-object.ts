/** Any JSON object. */
export type JsonObject = { [name: string]: unknown };
