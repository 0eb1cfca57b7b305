import { print } from "./printer.mjs";

export const handler = async (event) => print(event.detail.receipt);
