import { ship } from "./parcels.js";

// The template says that a batch holds one message: there are no others to repeat when it fails.
export const handler = async (event) => {
  for (const record of event.Records) await ship(JSON.parse(record.body));
};
